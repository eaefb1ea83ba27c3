package io.prelabel.service.cli;

import io.prelabel.service.assembly.DoctorConfiguration;
import io.prelabel.service.assembly.JobProperties;
import io.prelabel.service.assembly.ModelProperties;
import io.prelabel.service.doctor.DoctorReport;
import io.prelabel.service.home.Home;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code prelabel doctor}: what is here, what is missing, and what to do about it. */
@Command(
    name = "doctor",
    description = {
      "Looks at this machine, the engine, GPUs, the home folder and, where one is given, a checkpoint.",
      "Each line says what was found and, after an arrow, what to do. Exit code 1 where labeling won't work."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class DoctorCommand implements Callable<Integer> {
  @Spec
  private @SuppressWarnings("NullAway.Init") CommandSpec spec;

  @ParentCommand
  private @SuppressWarnings("NullAway.Init") PrelabelCommand prelabel;

  @Mixin private final HomeOption home = new HomeOption();
  @Mixin private final ModelOptions model = new ModelOptions();

  @Option(
      names = "--checkpoint",
      paramLabel = "DIR",
      description = "Also look at a model's folder, without loading it.")
  private @Nullable Path checkpoint;

  @Option(names = "--json", description = "Print JSON, for programs.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Home opened = home.open();
    ProcessSettings.apply(opened);
    prelabel.program().endQuietly();
    Map<String, String> properties = model.properties(checkpoint);
    return prelabel
        .program()
        .run(
            () -> SpringStart.part(DoctorConfiguration.class, opened, "doctor", properties),
            context -> examine(context, opened));
  }

  private int examine(ConfigurableApplicationContext context, Home opened) throws Exception {
    DoctorReport report =
        new Examination(
                opened,
                context.getEnvironment(),
                context.getBean(ModelProperties.class),
                context.getBean(JobProperties.class))
            .report();
    if (json) {
      spec.commandLine().getOut().print(new String(report.toJson(), StandardCharsets.UTF_8));
      spec.commandLine().getOut().flush();
    } else {
      report.print(spec.commandLine().getOut());
    }
    return report.isHealthy() ? ExitCodes.OK : ExitCodes.FAILED;
  }
}
