package io.prelabel.service.cli;

import io.prelabel.batch.prelabel.PrelabelRuns;
import io.prelabel.service.assembly.JobProperties;
import io.prelabel.service.assembly.ServiceAddress;
import io.prelabel.service.home.Home;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code prelabel serve}: keeps the web service up until it is stopped. */
@Command(
    name = "serve",
    description = "Runs the web service: REST under /api/v1, described at /swagger-ui.html.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ServeCommand implements Callable<Integer> {
  @Spec
  private @SuppressWarnings("NullAway.Init") CommandSpec spec;

  @ParentCommand
  private @SuppressWarnings("NullAway.Init") PrelabelCommand prelabel;

  @Mixin private final HomeOption home = new HomeOption();
  @Mixin private final ModelOptions model = new ModelOptions();

  @Option(
      names = "--checkpoint",
      paramLabel = "DIR",
      description = "The model's folder; without one, no new runs.")
  private @Nullable Path checkpoint;

  @Option(names = "--port", paramLabel = "N", description = "Default: 8080; 0 takes any free one.")
  private @Nullable Integer port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address to listen on. Default: 127.0.0.1, this machine alone.")
  private @Nullable String host;

  @Option(
      names = "--root",
      paramLabel = "DIR",
      description = "A folder below which requests may read pictures; may be given several times.")
  private List<Path> roots = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    Home opened = home.open();
    ProcessSettings.apply(opened);
    prelabel.program().endQuietly();
    return prelabel
        .program()
        .run(() -> SpringStart.service(opened, "serve", properties()), this::serve);
  }

  private int serve(ConfigurableApplicationContext context) throws InterruptedException {
    if (context.getBean(JobProperties.class).resumeAfterCrash()) {
      context.getBean(PrelabelRuns.class).resumeLeftBehind();
    }
    context.getBean(ServiceAddress.class).announce(spec.commandLine().getOut());
    new CountDownLatch(1).await();
    return ExitCodes.OK;
  }

  private Map<String, String> properties() {
    Map<String, String> properties = new LinkedHashMap<>(model.properties(checkpoint));
    if (port != null) {
      properties.put("server.port", port.toString());
    }
    if (host != null) {
      properties.put("server.address", host);
    }
    for (int i = 0; i < roots.size(); i++) {
      properties.put("prelabel.roots[%d]".formatted(i), roots.get(i).toAbsolutePath().toString());
    }
    return properties;
  }
}
