package io.prelabel.service.demo;

import io.prelabel.plugin.mask.Mask;
import io.prelabel.plugin.model.MaskPrediction;
import io.prelabel.plugin.model.Outcome;
import io.prelabel.service.eval.CocoTruth;
import io.prelabel.service.eval.Confusion;
import io.prelabel.service.export.LabeledImage;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Compares what a run found with what is really there, and prints it. Used by one thread. */
public final class DemoReport {
  private final CocoTruth groundTruth;
  private final List<Table> tables = new ArrayList<>();
  private Confusion presence = Confusion.NONE;
  private double sumOfIous;
  private long emptyAsTheyShouldBe;

  public DemoReport(CocoTruth groundTruth) {
    this.groundTruth = groundTruth;
  }

  /** Takes an image into account. */
  public void add(LabeledImage image) {
    Table table = new Table(image.fileName(), new ArrayList<>(), new ArrayList<>());
    for (MaskPrediction each : image.predictions()) {
      String name = each.classPrompt().name();
      Optional<Mask> truth = groundTruth.mask(image.fileName(), name);
      boolean isSaidToBeThere = each.outcome() != Outcome.ABSENT;
      presence = presence.plus(isSaidToBeThere, truth.isPresent());
      OptionalDouble iou =
          truth.stream().mapToDouble(expected -> each.mask().iou(expected)).findFirst();
      sumOfIous += iou.orElse(0);
      emptyAsTheyShouldBe += truth.isEmpty() && each.mask().isEmpty() ? 1 : 0;
      if (truth.isPresent() || !each.mask().isEmpty()) {
        table.rows().add(new Row(name, each.mask().area(), each.score(), iou));
      }
      if (!isSaidToBeThere) {
        table.absent().add(name);
      }
    }
    tables.add(table);
  }

  /**
   * Returns the mean IoU over the objects that are there; one that was not found counts 0.
   *
   * @return 0 where nothing is there
   */
  public double meanIou() {
    return objects() == 0 ? 0 : sumOfIous / objects();
  }

  /**
   * Returns the mean IoU over all pairs of picture and class; 1 where nothing is there and nothing
   * was found.
   *
   * @return 0 without a pair
   */
  public double gIou() {
    return presence.pairs() == 0 ? 0 : (sumOfIous + emptyAsTheyShouldBe) / presence.pairs();
  }

  /** Returns the number of objects that are there, as pairs of picture and class. */
  public long objects() {
    return presence.truePositives() + presence.falseNegatives();
  }

  /** Returns how often a class was said to be there, and was; over pairs of picture and class. */
  public Confusion presence() {
    return presence;
  }

  /**
   * Prints one line per mask that was found or should have been, and one per picture that names the
   * classes that are absent.
   */
  public void print(PrintWriter out) {
    out.printf("%-15s %-12s %8s %6s %6s%n", "image", "class", "area", "score", "IoU");
    for (Table table : tables) {
      table.rows().forEach(row -> print(out, table.image(), row));
      if (!table.absent().isEmpty()) {
        out.printf("%-15s absent: %s%n", table.image(), String.join(", ", table.absent()));
      }
    }
    out.println(
        "(IoU - : found, but not there in truth. absent: ruled out by the presence question.)");
  }

  private static void print(PrintWriter out, String image, Row row) {
    String iou =
        row.iou().isPresent() ? String.format(Locale.ROOT, "%.3f", row.iou().getAsDouble()) : "-";
    out.printf(
        Locale.ROOT,
        "%-15s %-12s %8d %6.3f %6s%n",
        image,
        row.className(),
        row.area(),
        row.score(),
        iou);
  }

  private record Table(String image, List<Row> rows, List<String> absent) {}

  private record Row(String className, long area, double score, OptionalDouble iou) {}
}
