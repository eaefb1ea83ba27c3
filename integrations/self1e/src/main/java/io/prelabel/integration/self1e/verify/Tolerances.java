package io.prelabel.integration.self1e.verify;

import io.prelabel.integration.self1e.verify.VariantReport.MaskDifference;
import io.prelabel.plugin.model.Precision;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What may differ from the authors' float32 answers. In float32 every tensor has a bound; in
 * bfloat16, whose numbers have 8 significant bits, only the pixels (which don't depend on it), the
 * tokens and the masks have.
 */
@SuppressWarnings("ImmutableEnumChecker") // the maps are immutable
enum Tolerances {
  FLOAT32(
      Map.of(
          "pixel_values", 1e-6,
          "pixel_values (JPEG)", Bounds.JPEG_PIXELS,
          "input_ids", 0.0,
          "e_lo", 1e-3,
          "e_hi", 1e-3,
          "logits", 2e-3,
          "logits_id0_as_padding", 2e-3,
          "presence_logits", 2e-3,
          "log_likelihood", 5e-3)),
  BFLOAT16(
      Map.of("pixel_values", 1e-6, "pixel_values (JPEG)", Bounds.JPEG_PIXELS, "input_ids", 0.0));

  /** Where an enum's own constants can't be named yet. */
  private static final class Bounds {
    /** A JPEG may decode two levels off: 2 / 255 / 0.224. */
    private static final double JPEG_PIXELS = 0.0351;
  }

  private static final double DIFFERING_PIXELS = 0.001;
  private static final double MEAN_IOU = 0.97;
  private static final double WORST_IOU = 0.93;

  private final Map<String, Double> largest;

  Tolerances(Map<String, Double> largest) {
    this.largest = largest;
  }

  static Tolerances of(Precision precision) {
    return precision == Precision.BFLOAT16 ? BFLOAT16 : FLOAT32;
  }

  OptionalDouble allowed(String tensor) {
    Double bound = largest.get(tensor);
    return bound == null ? OptionalDouble.empty() : OptionalDouble.of(bound);
  }

  /** Returns what is wrong with the masks, or empty. */
  Optional<String> problem(List<MaskDifference> masks) {
    double mean = masks.stream().mapToDouble(MaskDifference::iou).average().orElse(1);
    for (MaskDifference mask : masks) {
      boolean bad = this == FLOAT32 ? mask.differing() > DIFFERING_PIXELS : mask.iou() < WORST_IOU;
      if (bad) {
        return Optional.of(
            String.format(
                Locale.ROOT,
                "the mask of \"%s\" in %s has IoU %.4f, %.2f %% of the pixels differ",
                mask.prompt(),
                mask.image(),
                mask.iou(),
                100 * mask.differing()));
      }
    }
    return this == BFLOAT16 && mean < MEAN_IOU
        ? Optional.of(String.format(Locale.ROOT, "the masks' mean IoU is %.4f", mean))
        : Optional.empty();
  }
}
