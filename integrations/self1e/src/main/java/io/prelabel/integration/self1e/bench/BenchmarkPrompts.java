package io.prelabel.integration.self1e.bench;

import io.prelabel.plugin.PluginException;
import java.util.List;

/**
 * What a benchmark asks for: the 80 classes of COCO, so that questions are as long as real ones. In
 * the row of a class, about 23 tokens follow the image tokens.
 */
public final class BenchmarkPrompts {
  private static final List<String> COCO =
      List.of(
          "person",
          "bicycle",
          "car",
          "motorcycle",
          "airplane",
          "bus",
          "train",
          "truck",
          "boat",
          "traffic light",
          "fire hydrant",
          "stop sign",
          "parking meter",
          "bench",
          "bird",
          "cat",
          "dog",
          "horse",
          "sheep",
          "cow",
          "elephant",
          "bear",
          "zebra",
          "giraffe",
          "backpack",
          "umbrella",
          "handbag",
          "tie",
          "suitcase",
          "frisbee",
          "skis",
          "snowboard",
          "sports ball",
          "kite",
          "baseball bat",
          "baseball glove",
          "skateboard",
          "surfboard",
          "tennis racket",
          "bottle",
          "wine glass",
          "cup",
          "fork",
          "knife",
          "spoon",
          "bowl",
          "banana",
          "apple",
          "sandwich",
          "orange",
          "broccoli",
          "carrot",
          "hot dog",
          "pizza",
          "donut",
          "cake",
          "chair",
          "couch",
          "potted plant",
          "bed",
          "dining table",
          "toilet",
          "tv",
          "laptop",
          "mouse",
          "remote",
          "keyboard",
          "cell phone",
          "microwave",
          "oven",
          "toaster",
          "sink",
          "refrigerator",
          "book",
          "clock",
          "vase",
          "scissors",
          "teddy bear",
          "hair drier",
          "toothbrush");

  private BenchmarkPrompts() {}

  /** Returns all class names. */
  public static List<String> all() {
    return COCO;
  }

  /**
   * Returns the first of them.
   *
   * @throws PluginException {@code BAD_INPUT} for less than one, or more than there are
   */
  public static List<String> first(int count) {
    if (count < 1 || count > COCO.size()) {
      throw PluginException.badInput(
          "A benchmark asks 1 to %d prompts at once, not %d.".formatted(COCO.size(), count));
    }
    return COCO.subList(0, count);
  }
}
