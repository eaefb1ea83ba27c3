package io.prelabel.service.export;

import io.prelabel.plugin.image.PictureSize;
import io.prelabel.plugin.mask.LogitGrid;
import io.prelabel.plugin.model.AttributeAnswer;
import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.MaskPrediction;
import io.prelabel.plugin.model.PromptAnswer;
import io.prelabel.plugin.model.PromptSet;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** Content from memory: one logit per pixel, so that what a mask must be can be read off. */
final class FixedContent implements RunContent {
  static final float YES = 8;
  static final float NO = -8;

  private final PromptSet promptSet;
  private final List<LabeledImage> images = new ArrayList<>();

  FixedContent(PromptSet promptSet) {
    this.promptSet = promptSet;
  }

  FixedContent with(String fileName, MaskPrediction first, MaskPrediction... others) {
    PictureSize size = new PictureSize(first.mask().width(), first.mask().height());
    List<MaskPrediction> predictions = new ArrayList<>(List.of(first));
    predictions.addAll(List.of(others));
    images.add(new LabeledImage(URI.create("file:///x"), fileName, size, predictions, List.of()));
    return this;
  }

  /** Adds what is said about the last image as a whole. */
  FixedContent saying(AttributeAnswer... attributes) {
    LabeledImage last = images.remove(images.size() - 1);
    images.add(
        new LabeledImage(
            last.uri(), last.fileName(), last.size(), last.predictions(), List.of(attributes)));
    return this;
  }

  /** Makes what is said of a class that is not there, in a picture of 4 x 3. */
  static MaskPrediction absent(ClassPrompt classPrompt, double presence) {
    PromptAnswer answer =
        new PromptAnswer(
            classPrompt.prompts().get(0), OptionalDouble.of(presence), Optional.empty());
    return MaskPrediction.of(classPrompt, List.of(answer), new PictureSize(4, 3));
  }

  /** Reads rows of {@code #} and {@code .}, one character a pixel. */
  static MaskPrediction prediction(ClassPrompt classPrompt, String... rows) {
    int width = rows[0].length();
    float[] logits = new float[width * rows.length];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = rows[i / width].charAt(i % width) == '#' ? YES : NO;
    }
    PromptAnswer answer =
        new PromptAnswer(
            classPrompt.prompts().get(0),
            OptionalDouble.empty(),
            Optional.of(new LogitGrid(rows.length, width, logits)));
    return MaskPrediction.of(classPrompt, List.of(answer), new PictureSize(width, rows.length));
  }

  @Override
  public Summary summary() {
    return new Summary(
        7,
        "boxes",
        "self1e-00ff",
        promptSet.version(),
        promptSet,
        Instant.parse("2026-01-02T03:04:05Z"));
  }

  @Override
  public Map<String, Long> forEachImage(Consumer<LabeledImage> consumer) {
    images.forEach(consumer);
    return Map.of("done", (long) images.size(), "failed", 2L);
  }
}
