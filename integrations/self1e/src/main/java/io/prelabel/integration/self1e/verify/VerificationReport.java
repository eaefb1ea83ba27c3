package io.prelabel.integration.self1e.verify;

import io.prelabel.integration.self1e.verify.VariantReport.MaskDifference;
import io.prelabel.integration.self1e.verify.VariantReport.Status;
import io.prelabel.integration.self1e.verify.VariantReport.TensorDifference;
import java.util.List;
import java.util.Locale;

/** What came out of all variants; prints itself. */
public record VerificationReport(List<VariantReport> variants) {
  public VerificationReport {
    variants = List.copyOf(variants);
  }

  /** Returns whether no variant failed; those that are not supported don't count. */
  public boolean isPassed() {
    return variants.stream().noneMatch(each -> each.status() == Status.FAILED);
  }

  /** Returns a table for a terminal, one block per variant, ending in a newline. */
  public String toTable() {
    StringBuilder table = new StringBuilder();
    for (VariantReport variant : variants) {
      line(table, "%-24s %s: %s", variant.name(), verdict(variant.status()), variant.reason());
      for (TensorDifference each : variant.tensors()) {
        String allowed =
            each.allowed().isPresent()
                ? String.format(Locale.ROOT, "(allowed %.3g)", each.allowed().getAsDouble())
                : "(not judged in this precision)";
        line(table, "    %-24s differs by at most %.3g %s", each.tensor(), each.largest(), allowed);
      }
      for (MaskDifference each : variant.masks()) {
        line(
            table,
            "    mask %-19s IoU %.4f, %.3f %% of the pixels differ  \"%s\"",
            each.image(),
            each.iou(),
            100 * each.differing(),
            each.prompt());
      }
    }
    line(
        table,
        "%d passed, %d failed, %d not supported yet",
        count(Status.PASSED),
        count(Status.FAILED),
        count(Status.NOT_SUPPORTED));
    return table.toString();
  }

  private long count(Status status) {
    return variants.stream().filter(each -> each.status() == status).count();
  }

  private static String verdict(Status status) {
    return status == Status.NOT_SUPPORTED
        ? "not supported yet"
        : status.name().toLowerCase(Locale.ROOT);
  }

  private static void line(StringBuilder table, String format, Object... values) {
    table.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
