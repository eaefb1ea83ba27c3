package io.prelabel.integration.self1e.verify;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How one golden variant came out.
 *
 * @param name the variant's folder
 * @param status the verdict
 * @param reason why it is not {@link Status#PASSED}, one sentence; else what was compared
 * @param tensors largest differences, one row per kind of tensor
 * @param masks one row per question
 */
public record VariantReport(
    String name,
    Status status,
    String reason,
    List<TensorDifference> tensors,
    List<MaskDifference> masks) {
  /** The verdict on a variant. */
  public enum Status {
    PASSED,
    FAILED,
    /** A legal checkpoint in a form that this version can't compute. */
    NOT_SUPPORTED
  }

  /**
   * The largest difference over all tensors of one kind.
   *
   * @param tensor "pixel_values", "input_ids", "e_lo", "e_hi", "logits", or "logits_id0_as_padding"
   * @param largest largest absolute difference; infinite where the sizes differ
   * @param allowed the tolerance, or empty where the precision has none
   */
  public record TensorDifference(String tensor, double largest, OptionalDouble allowed) {
    public boolean isWithin() {
      return allowed.isEmpty() || largest <= allowed.getAsDouble();
    }
  }

  /**
   * A mask against the expected one, at the size of the picture.
   *
   * @param iou intersection over union; 1 where both are empty
   * @param differing share of the picture's pixels that differ, in [0, 1]
   */
  public record MaskDifference(String image, String prompt, double iou, double differing) {}

  public VariantReport {
    tensors = List.copyOf(tensors);
    masks = List.copyOf(masks);
  }

  static VariantReport without(String name, Status status, String reason) {
    return new VariantReport(name, status, reason, List.of(), List.of());
  }
}
