package io.prelabel.service.cli;

import io.prelabel.batch.ingest.FileOutcome;
import io.prelabel.batch.ingest.IngestReport;
import io.prelabel.batch.source.ImageSource;
import io.prelabel.db.dataset.Dataset;
import io.prelabel.db.prompt.StoredPromptSet;
import io.prelabel.db.run.Run;
import io.prelabel.db.run.RunProgress;
import io.prelabel.db.run.RunState;
import io.prelabel.db.run.WorkItem;
import io.prelabel.db.run.WorkItemState;
import io.prelabel.db.run.WorkItems;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.image.PictureDecoder;
import io.prelabel.plugin.model.PromptSet;
import io.prelabel.service.export.CocoExport;
import io.prelabel.service.export.OverlayExport;
import io.prelabel.service.export.RunContent;
import io.prelabel.service.run.Labeling;
import io.prelabel.service.run.RunContents;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessException;
import picocli.CommandLine;

/** What the commands share that label a folder: from its registration to the files people take. */
final class LabelingSession {
  private static final Duration DRAW_INTERVAL = Duration.ofMillis(250);
  private static final Duration RATE_WINDOW = Duration.ofSeconds(30);
  private static final int MOST_LISTED = 20;

  private final Labeling labeling;
  private final WorkItems items;
  private final RunContents contents;
  private final ImageSource source;
  private final PictureDecoder decoder;
  private final Clock clock;
  private final PrintWriter out;
  private final PrintWriter err;

  LabelingSession(ApplicationContext context, CommandLine line) {
    labeling = context.getBean(Labeling.class);
    items = context.getBean(WorkItems.class);
    contents = context.getBean(RunContents.class);
    source = context.getBean(ImageSource.class);
    decoder = context.getBean(PictureDecoder.class);
    clock = context.getBean(Clock.class);
    out = line.getOut();
    err = line.getErr();
  }

  /**
   * How a run ended.
   *
   * @param took since this process started it
   */
  record Outcome(Run run, RunProgress progress, Duration took) {}

  /** Registers the folder's pictures and labels those that are not labeled yet. */
  Outcome label(String name, Path folder, PromptSet prompts) throws InterruptedException {
    Dataset dataset = labeling.dataset(name, folder);
    IngestReport report = labeling.ingest(dataset);
    if (report.registered() == 0) {
      throw PluginException.badInput("There is no picture in %s.".formatted(folder));
    }
    StoredPromptSet promptSet = labeling.promptSet(name, prompts);
    Run run = labeling.run(dataset.id(), promptSet.id());
    announce(run, report, prompts);
    Instant started = clock.instant();
    Run ended = await(run.id(), labeling.start(run.id()), started);
    Duration took = Duration.between(started, clock.instant());
    return new Outcome(ended, items.progress(run.id(), started, clock.instant()), took);
  }

  private void announce(Run run, IngestReport report, PromptSet prompts) {
    out.printf(
        "Run %d: %d images (%d new), %d classes.%n",
        run.id(),
        report.registered(),
        report.count(FileOutcome.ADDED) + report.count(FileOutcome.REPLACED),
        prompts.classes().size());
    if (report.leftOut() > 0) {
      out.printf(
          "Left out: %d files that are no pictures, %d too large, %d unreadable, %d links.%n",
          report.count(FileOutcome.NOT_A_PICTURE),
          report.count(FileOutcome.TOO_LARGE),
          report.count(FileOutcome.UNREADABLE),
          report.count(FileOutcome.LINK));
    }
    out.flush();
  }

  private Run await(long runId, CompletableFuture<Run> end, Instant started)
      throws InterruptedException {
    ProgressDisplay display = new ProgressDisplay(err, Terminal.isInteractive(), clock);
    try {
      while (true) {
        try {
          return end.get(DRAW_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException goesOn) {
          show(display, runId, started);
        }
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("run %d".formatted(runId), e.getCause());
    } finally {
      display.end();
    }
  }

  /** A number that can't be read right now is no reason to end a run. */
  private void show(ProgressDisplay display, long runId, Instant started) {
    Instant now = clock.instant();
    Instant windowStart = now.minus(RATE_WINDOW);
    try {
      display.show(
          items.progress(runId, windowStart.isAfter(started) ? windowStart : started, now));
    } catch (DataAccessException notNow) {
      display.end();
    }
  }

  /**
   * Writes the results and says where they are.
   *
   * @return the command's exit code
   */
  int finish(Outcome outcome, Path folder, boolean overlays) throws IOException {
    Run run = outcome.run();
    if (!run.state().isComplete()) {
      throw incomplete(run);
    }
    RunContent content = contents.of(run.id()).orElseThrow();
    Path coco = folder.resolve("coco.json");
    CocoExport.write(content, coco);
    out.printf("%s in %s.%n", summary(outcome), seconds(outcome.took()));
    out.printf("COCO file: %s%n", coco);
    if (overlays) {
      Path pictures = folder.resolve("overlays");
      long count = new OverlayExport(source, decoder, pictures).write(content);
      out.printf("Overlays:  %s (%d pictures)%n", pictures, count);
    }
    boolean someFailed = run.state() == RunState.COMPLETED_WITH_FAILURES;
    if (someFailed) {
      listFailures(run, outcome.progress().count(WorkItemState.FAILED));
    }
    out.flush();
    return someFailed ? ExitCodes.SOME_IMAGES_FAILED : ExitCodes.OK;
  }

  private static PluginException incomplete(Run run) {
    String reason = run.reason().map(each -> " (" + each + ")").orElse("");
    return new PluginException(
        FailureCategory.UNAVAILABLE,
        "Run %d is %s%s; the same command goes on with it."
            .formatted(run.id(), run.state().word(), reason));
  }

  private static String summary(Outcome outcome) {
    RunProgress progress = outcome.progress();
    return "%d images: %d with masks, %d empty, %d failed"
        .formatted(
            progress.total(),
            progress.count(WorkItemState.DONE),
            progress.count(WorkItemState.EMPTY),
            progress.count(WorkItemState.FAILED));
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  private void listFailures(Run run, long count) {
    List<WorkItem> failed = items.page(run.id(), WorkItemState.FAILED, 0, MOST_LISTED);
    for (WorkItem each : failed) {
      each.failure()
          .ifPresent(why -> err.printf("prelabel: %s: %s%n", each.fileName(), why.text()));
    }
    if (count > failed.size()) {
      err.printf("prelabel: and %d more images failed%n", count - failed.size());
    }
    err.flush();
  }
}
