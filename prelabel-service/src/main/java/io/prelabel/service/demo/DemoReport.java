package io.prelabel.service.demo;

import io.prelabel.plugin.mask.Mask;
import io.prelabel.plugin.model.MaskPrediction;
import io.prelabel.service.eval.CocoTruth;
import io.prelabel.service.export.LabeledImage;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.json.JsonMapper;

/** Compares what a run found with what is really there, and prints it. Used by one thread. */
public final class DemoReport {
  private final CocoTruth groundTruth;
  private final List<Row> rows = new ArrayList<>();

  public DemoReport(CocoTruth groundTruth) {
    this.groundTruth = groundTruth;
  }

  /** Takes an image into account. */
  public void add(LabeledImage image) {
    for (MaskPrediction each : image.predictions()) {
      String name = each.classPrompt().name();
      Optional<Mask> truth = groundTruth.mask(image.fileName(), name);
      if (truth.isPresent() || !each.mask().isEmpty()) {
        OptionalDouble iou =
            truth.stream().mapToDouble(expected -> each.mask().iou(expected)).findFirst();
        rows.add(new Row(image.fileName(), name, each.mask().area(), each.score(), iou));
      }
    }
  }

  /**
   * Returns the mean IoU over the objects that are there; one that was not found counts 0.
   *
   * @return 0 where nothing is there
   */
  public double meanIou() {
    return rows.stream().flatMapToDouble(row -> row.iou().stream()).average().orElse(0);
  }

  /** Returns the number of objects that are there, as pairs of image and class. */
  public long objects() {
    return rows.stream().filter(row -> row.iou().isPresent()).count();
  }

  /** Returns what the authors' code reaches with this checkpoint on these pictures, in float32. */
  public static double referenceMeanIou() {
    return JsonMapper.shared()
        .readTree(DemoFiles.bytes("reference.json"))
        .path("demo")
        .path("mean_iou_present")
        .asDouble();
  }

  /** Prints one line per mask that was found or should have been. */
  public void print(PrintWriter out) {
    out.printf("%-15s %-12s %8s %6s %6s%n", "image", "class", "area", "score", "IoU");
    for (Row row : rows) {
      String iou =
          row.iou().isPresent() ? String.format(Locale.ROOT, "%.3f", row.iou().getAsDouble()) : "-";
      out.printf(
          Locale.ROOT,
          "%-15s %-12s %8d %6.3f %6s%n",
          row.image(),
          row.className(),
          row.area(),
          row.score(),
          iou);
    }
    out.println("(IoU - : found, but not there in truth.)");
  }

  private record Row(String image, String className, long area, double score, OptionalDouble iou) {}
}
