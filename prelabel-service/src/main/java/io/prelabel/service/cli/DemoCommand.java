package io.prelabel.service.cli;

import io.prelabel.db.run.WorkItem;
import io.prelabel.db.run.WorkItems;
import io.prelabel.service.assembly.ServiceAddress;
import io.prelabel.service.demo.DemoFiles;
import io.prelabel.service.demo.DemoReference;
import io.prelabel.service.demo.DemoReport;
import io.prelabel.service.eval.Confusion;
import io.prelabel.service.home.Home;
import io.prelabel.service.run.RunContents;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
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

/** {@code prelabel demo}: the whole way on bundled pictures, compared with what is really there. */
@Command(
    name = "demo",
    description = {
      "Labels the bundled pictures with the bundled model and compares the result with the truth.",
      "A second demo makes a new run, which takes its answers from the first."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class DemoCommand implements Callable<Integer> {
  private static final String NAME = "demo";

  /** Share of the reference's IoU below which something is broken. */
  private static final double LEAST_SHARE = 0.9;

  @Spec
  private @SuppressWarnings("NullAway.Init") CommandSpec spec;

  @ParentCommand
  private @SuppressWarnings("NullAway.Init") PrelabelCommand prelabel;

  @Mixin private final HomeOption home = new HomeOption();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "demo-output",
      description = "Where results go. Default: ${DEFAULT-VALUE}.")
  private Path out = Path.of("demo-output");

  @Option(names = "--serve", description = "Then keep the web service up.")
  private boolean serve;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port of the web service. Default: 8080.")
  private @Nullable Integer port;

  @Override
  public Integer call() throws Exception {
    Files.createDirectories(out);
    Home opened = home.open();
    ProcessSettings.apply(opened);
    DemoFiles files = DemoFiles.unpack(opened.demo());
    return prelabel.program().run(() -> start(opened, files), context -> work(context, files));
  }

  private int work(ConfigurableApplicationContext context, DemoFiles files)
      throws IOException, InterruptedException {
    int code = label(context, files);
    if (serve && code == ExitCodes.OK) {
      prelabel.program().endQuietly();
      context.getBean(ServiceAddress.class).announce(spec.commandLine().getOut());
      new CountDownLatch(1).await();
    }
    return code;
  }

  private ConfigurableApplicationContext start(Home opened, DemoFiles files) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("prelabel.model.checkpoint", files.checkpoint().toString());
    properties.put("prelabel.model.precision", "float32");
    properties.put("prelabel.roots[0]", files.images().toString());
    if (port != null) {
      properties.put("server.port", port.toString());
    }
    return serve
        ? SpringStart.service(opened, NAME, properties)
        : SpringStart.command(opened, NAME, properties);
  }

  private int label(ConfigurableApplicationContext context, DemoFiles files)
      throws IOException, InterruptedException {
    PrintWriter output = spec.commandLine().getOut();
    LabelingSession session = new LabelingSession(context, spec.commandLine());
    LabelingSession.Outcome outcome =
        session.label(NAME, files.images().toRealPath(), files.promptSet());
    long runId = outcome.run().id();
    DemoReport report = new DemoReport(files.groundTruth());
    context.getBean(RunContents.class).of(runId).orElseThrow().forEachImage(report::add);
    report.print(output);
    int code = new RunResults(context, spec.commandLine()).write(outcome, out, true);
    printReused(context.getBean(WorkItems.class), runId, output);
    boolean isGood = printQuality(report, output);
    output.flush();
    return code == ExitCodes.OK && !isGood ? ExitCodes.FAILED : code;
  }

  private static void printReused(WorkItems items, long runId, PrintWriter output) {
    long reused = items.page(runId, 0, 500).stream().filter(WorkItem::reused).count();
    if (reused > 0) {
      output.printf("%d of them were answered before, and were not asked again.%n", reused);
    }
  }

  private static boolean printQuality(DemoReport report, PrintWriter output) {
    DemoReference reference = DemoReference.read();
    Confusion presence = report.presence();
    output.printf(
        Locale.ROOT,
        "Presence of %d pairs of picture and class: precision %.3f, recall %.3f (reference code: %.3f, %.3f)%n",
        presence.pairs(),
        presence.precision().orElse(0),
        presence.recall().orElse(0),
        reference.precision(),
        reference.recall());
    output.printf(
        Locale.ROOT,
        "Mean IoU over the %d objects that are there: %.3f (reference code: %.3f); gIoU over all pairs: %.3f (%.3f)%n",
        report.objects(),
        report.meanIou(),
        reference.meanIou(),
        report.gIou(),
        reference.gIou());
    boolean isGood =
        report.meanIou() >= LEAST_SHARE * reference.meanIou()
            && report.gIou() >= LEAST_SHARE * reference.gIou();
    if (!isGood) {
      output.printf(
          "This is less than nine tenths of the reference; please report it with the log.%n");
    }
    return isGood;
  }
}
