package io.prelabel.integration.self1e.verify;

import io.prelabel.integration.self1e.Self1eModel;
import io.prelabel.integration.self1e.Self1eProvider;
import io.prelabel.integration.self1e.checkpoint.Unsupported;
import io.prelabel.integration.self1e.engine.Devices;
import io.prelabel.integration.self1e.verify.VariantReport.Status;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.image.PictureDecoder;
import io.prelabel.plugin.model.ModelSettings;
import io.prelabel.plugin.model.Precision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs golden variants: a checkpoint, questions, and what the authors' code answered. One variant
 * is loaded at a time, and a failure of one doesn't stop the rest.
 */
public final class ModelVerification {
  private ModelVerification() {}

  /** Verifies a variant's folder, or every variant in a folder, on the CPU. */
  public static VerificationReport verify(Path dir, PictureDecoder decoder, Precision precision) {
    return verify(dir, decoder, precision, Devices.CPU);
  }

  /**
   * Verifies a variant's folder, or every variant in a folder.
   *
   * @param precision what to compute in; decides the tolerances
   * @param device where, as in {@link ModelSettings#device}
   * @throws PluginException {@code BAD_INPUT} where the folder holds no variant
   */
  public static VerificationReport verify(
      Path dir, PictureDecoder decoder, Precision precision, String device) {
    List<VariantReport> reports = new ArrayList<>();
    for (Path variant : GoldenFolder.variants(dir)) {
      reports.add(verify(variant, variant.resolve("checkpoint"), decoder, precision, device));
    }
    return new VerificationReport(reports);
  }

  /** Verifies one variant whose checkpoint lies elsewhere, on the CPU. */
  public static VariantReport verify(
      Path variant, Path checkpoint, PictureDecoder decoder, Precision precision) {
    return verify(variant, checkpoint, decoder, precision, Devices.CPU);
  }

  private static VariantReport verify(
      Path variant, Path checkpoint, PictureDecoder decoder, Precision precision, String device) {
    String name = String.valueOf(variant.toAbsolutePath().normalize().getFileName());
    try {
      GoldenFolder golden = GoldenFolder.read(variant, checkpoint);
      ModelSettings settings =
          new ModelSettings(
              checkpoint,
              golden.base(),
              precision,
              device,
              ModelSettings.DEFAULT_TOKEN_BUDGET,
              Map.of());
      try (Self1eModel model = new Self1eProvider().open(settings)) {
        return new VariantCheck(golden, model, decoder).run(name);
      }
    } catch (Unsupported e) {
      return VariantReport.without(name, Status.NOT_SUPPORTED, String.valueOf(e.getMessage()));
    } catch (PluginException e) {
      return VariantReport.without(name, Status.FAILED, String.valueOf(e.getMessage()));
    }
  }
}
