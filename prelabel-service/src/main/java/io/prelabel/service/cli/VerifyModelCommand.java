package io.prelabel.service.cli;

import io.prelabel.integration.picture.ImageIoPictureDecoder;
import io.prelabel.integration.self1e.verify.ModelVerification;
import io.prelabel.integration.self1e.verify.VerificationReport;
import io.prelabel.plugin.model.Precision;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code prelabel verify-model}: compares the model with answers of the reference code. */
@Command(
    name = "verify-model",
    description = {
      "Runs a golden folder, or every golden folder in a folder: a checkpoint, questions, and what the authors' code answered.",
      "Prints the largest difference per tensor and the IoU per mask; exit code 1 beyond the tolerances."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class VerifyModelCommand implements Callable<Integer> {
  @Spec
  private @SuppressWarnings("NullAway.Init") CommandSpec spec;

  @Mixin private final HomeOption home = new HomeOption();

  @Parameters(paramLabel = "DIR", description = "The golden folder.")
  private @SuppressWarnings("NullAway.Init") Path folder;

  @Option(
      names = "--precision",
      paramLabel = "TYPE",
      defaultValue = "FLOAT32",
      description = "Number type to compute in: auto, float32, bfloat16. Default: float32.")
  private Precision precision = Precision.FLOAT32;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      defaultValue = "cpu",
      description = "cpu or cuda:N. Default: cpu.")
  private String device = "cpu";

  @Override
  public Integer call() {
    ProcessSettings.apply(home.open());
    VerificationReport report =
        ModelVerification.verify(folder, new ImageIoPictureDecoder(), precision, device);
    spec.commandLine().getOut().print(report.toTable());
    spec.commandLine().getOut().flush();
    return report.isPassed() ? ExitCodes.OK : ExitCodes.FAILED;
  }
}
