package io.prelabel.integration.self1e;

import io.prelabel.integration.self1e.engine.Devices;
import io.prelabel.integration.self1e.engine.DjlEngine;
import io.prelabel.integration.self1e.engine.MatmulPeak;
import io.prelabel.plugin.model.Precision;
import java.time.Duration;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides {@link Precision#AUTO}, and says in one line why. On a CPU by a short measurement, whose
 * outcome is remembered for the machine: the choice is part of the model's version, a run goes on
 * only with its own, and a measurement that is taken while other programs compute may come out
 * another way.
 */
final class PrecisionChoice {
  private static final Logger LOG = LoggerFactory.getLogger(PrecisionChoice.class);

  /** Half the memory is worth little where it isn't quicker, too. */
  private static final double WORTHWHILE = 1.2;

  /** Alternately, so that a load on the machine hits both types; the best round counts. */
  private static final int ROUNDS = 3;

  private static final int MATRIX_SIDE = 512;

  private final PrecisionMemory memory;
  private final String machine;
  private final ToDoubleFunction<Precision> flops;

  /**
   * @param machine the processor and the engine's version: what the outcome depends on
   * @param flops measures what is computed a second in a type
   */
  PrecisionChoice(PrecisionMemory memory, String machine, ToDoubleFunction<Precision> flops) {
    this.memory = memory;
    this.machine = machine;
    this.flops = flops;
  }

  /** Makes the choice of this machine, remembered beside the engine's native libraries. */
  static PrecisionChoice ofThisMachine() {
    DjlEngine.start();
    return new PrecisionChoice(
        new PrecisionMemory(DjlEngine.cacheFolder().resolve("prelabel-precision.txt")),
        "%s, PyTorch %s".formatted(Processor.name(), DjlEngine.version()),
        type -> MatmulPeak.measure(type, Devices.CPU, Duration.ZERO, MATRIX_SIDE));
  }

  /**
   * Returns what to compute in; never {@link Precision#AUTO}.
   *
   * @param asked decides, unless it is {@code AUTO}
   * @param isBfloat16 whether the checkpoint is stored in bfloat16; no other gains by it without
   *     losing digits
   * @param device where it is computed
   */
  Precision decide(Precision asked, boolean isBfloat16, String device) {
    if (asked != Precision.AUTO) {
      return asked;
    }
    Reasoned choice = auto(isBfloat16, device);
    LOG.info("Precision {}: {}.", name(choice.precision()), choice.reason());
    return choice.precision();
  }

  /**
   * A choice, and why.
   *
   * @param precision never {@link Precision#AUTO}
   * @param reason for people; no sentence
   */
  record Reasoned(Precision precision, String reason) {}

  /** Returns what {@link Precision#AUTO} means; parameters as for {@link #decide}. */
  Reasoned auto(boolean isBfloat16, String device) {
    if (!isBfloat16) {
      return new Reasoned(Precision.FLOAT32, "the checkpoint is not stored in bfloat16");
    }
    if (!device.equals(Devices.CPU)) {
      return new Reasoned(Precision.BFLOAT16, "that is what a GPU multiplies well");
    }
    return memory
        .recall(machine)
        .map(each -> new Reasoned(each, "as measured before, says " + memory.file()))
        .orElseGet(this::measure);
  }

  private Reasoned measure() {
    double narrow = 0;
    double wide = 0;
    for (int i = 0; i < ROUNDS; i++) {
      wide = Math.max(wide, flops.applyAsDouble(Precision.FLOAT32));
      narrow = Math.max(narrow, flops.applyAsDouble(Precision.BFLOAT16));
    }
    Precision choice = narrow > WORTHWHILE * wide ? Precision.BFLOAT16 : Precision.FLOAT32;
    String figures =
        String.format(Locale.ROOT, "bfloat16 %.0f, float32 %.0f GFLOP/s", narrow / 1e9, wide / 1e9);
    boolean isKept = memory.remember(machine, choice, figures);
    return new Reasoned(
        choice, "measured %s%s".formatted(figures, isKept ? ", kept in " + memory.file() : ""));
  }

  private static String name(Precision precision) {
    return precision.name().toLowerCase(Locale.ROOT);
  }
}
