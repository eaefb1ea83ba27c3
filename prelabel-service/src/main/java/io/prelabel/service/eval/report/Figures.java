package io.prelabel.service.eval.report;

import io.prelabel.service.eval.ThresholdAdvice;
import java.util.Locale;
import java.util.OptionalDouble;

/** How figures are written. */
final class Figures {
  /** A gain that three decimals would show as 0 is none. */
  private static final double LEAST_GAIN = 0.0005;

  private Figures() {}

  /** Such as "0.834", or a dash where the figure is not defined. */
  static String share(OptionalDouble value) {
    return value.isPresent() ? share(value.getAsDouble()) : "–";
  }

  static String share(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  static String threshold(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /** Such as "+0.012". */
  static String gain(ThresholdAdvice advice) {
    return String.format(Locale.ROOT, "%+.3f", advice.gain());
  }

  static boolean isWorthMoving(ThresholdAdvice advice) {
    return advice.gain() >= LEAST_GAIN;
  }

  /** Such as "1 picture" or "12 pictures". */
  static String count(long count, String one, String several) {
    return count + " " + (count == 1 ? one : several);
  }
}
