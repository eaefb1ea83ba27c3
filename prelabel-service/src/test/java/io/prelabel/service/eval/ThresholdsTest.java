package io.prelabel.service.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThresholdsTest {
  @Test
  void best_isTheMiddleOfTheLongestStretch() {
    assertThat(curve(0.5, 0.9, 0.4, 0.9, 0.9, 0.9, 0.2).best().threshold()).isEqualTo(0.4);
    assertThat(curve(0.9).best().threshold()).isEqualTo(0);
    assertThat(curve(0.1, 0.2, 0.3).best().threshold()).isEqualTo(0.2);
  }

  @Test
  void threshold_staysWhereNothingIsBetter() {
    Curve.Point current = new Curve.Point(0.1, 0.9);
    ThresholdAdvice stays = curve(0.5, 0.9, 0.4, 0.9, 0.9).advise(current);
    assertThat(stays.best()).isEqualTo(current);
    assertThat(stays.gain()).isZero();
    ThresholdAdvice moves = curve(0.5, 0.8, 0.9).advise(new Curve.Point(0.1, 0.8));
    assertThat(moves.best().threshold()).isEqualTo(0.2);
    assertThat(moves.gain()).isCloseTo(0.1, within(1e-12));
  }

  /**
   * By hand: four answers 0.9 (there), 0.6 (not), 0.45 (there), 0.1 (not). At 0.5 one of two is
   * right and one of two found: F1 0.5. From 0.11 to 0.45 all but the 0.6 are right: 2 of 3, 2 of
   * 2, F1 0.8; above 0.6 only the first is said: 1 of 1, 1 of 2, F1 2/3.
   */
  @Test
  void presence_byHand() {
    PresenceTally tally = new PresenceTally(0.5);
    tally.add(0.9, true);
    tally.add(0.6, false);
    tally.add(0.45, true);
    tally.add(0.1, false);

    assertThat(tally.atThreshold()).isEqualTo(new Confusion(1, 1, 1, 1));
    assertThat(tally.advice().current().value()).isCloseTo(0.5, within(1e-12));
    assertThat(tally.advice().best().value()).isCloseTo(0.8, within(1e-12));
    assertThat(tally.advice().best().threshold()).isEqualTo(0.28); // middle of 0.11 to 0.45
    assertThat(value(tally.f1(), 0.7)).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(value(tally.f1(), 0)).isCloseTo(4 / 6.0, within(1e-12)); // always said
    assertThat(value(tally.f1(), 1)).isZero();
  }

  @Test
  void presence_atAStepReachesIt_whateverItsRounding() {
    for (int step = 0; step <= 100; step++) {
      PresenceTally tally = new PresenceTally(0.5);
      tally.add(step / 100.0, true);
      assertThat(value(tally.f1(), step / 100.0)).isEqualTo(1);
      if (step < 100) {
        assertThat(value(tally.f1(), (step + 1) / 100.0)).isZero();
      }
    }
  }

  @Test
  void cuts_areAveragedOverPairs() {
    CutTally tally = new CutTally(0.5);
    int trials = CutTally.TRIALS.size();
    List<Double> rising = new ArrayList<>();
    for (int i = 0; i < trials; i++) {
      rising.add(i / 100.0);
    }
    tally.add(0.1, rising);
    tally.add(0.3, Collections.nCopies(trials, 0.6));

    assertThat(tally.advice().current()).isEqualTo(new Curve.Point(0.5, 0.2));
    assertThat(tally.advice().best().threshold()).isEqualTo(0.98);
    assertThat(tally.advice().best().value()).isCloseTo((0.2 + 0.6) / 2, within(1e-12));
  }

  private static double value(Curve curve, double threshold) {
    return curve.points().stream()
        .filter(each -> each.threshold() == threshold)
        .findFirst()
        .orElseThrow()
        .value();
  }

  private static Curve curve(double... values) {
    List<Curve.Point> points = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      points.add(new Curve.Point(i / 10.0, values[i]));
    }
    return new Curve(points);
  }
}
