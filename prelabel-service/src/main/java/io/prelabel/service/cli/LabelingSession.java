package io.prelabel.service.cli;

import io.prelabel.batch.ingest.FileOutcome;
import io.prelabel.batch.ingest.IngestReport;
import io.prelabel.db.dataset.Dataset;
import io.prelabel.db.prompt.StoredPromptSet;
import io.prelabel.db.run.Run;
import io.prelabel.db.run.RunProgress;
import io.prelabel.db.run.WorkItems;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.model.PromptSet;
import io.prelabel.service.run.Labeling;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessException;
import picocli.CommandLine;

/** What the commands share that label a folder: registers it, starts a run, shows how far it is. */
final class LabelingSession {
  private static final Duration DRAW_INTERVAL = Duration.ofMillis(250);
  private static final Duration RATE_WINDOW = Duration.ofSeconds(30);

  private final Labeling labeling;
  private final WorkItems items;
  private final Clock clock;
  private final PrintWriter out;
  private final PrintWriter err;

  LabelingSession(ApplicationContext context, CommandLine line) {
    labeling = context.getBean(Labeling.class);
    items = context.getBean(WorkItems.class);
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
      throw PluginException.badInput(
          "There is no picture in %s.%s"
              .formatted(folder, LeftOut.describe(report).map(" "::concat).orElse("")));
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
        "Run %d: %d images (%d new), %d %s.%n",
        run.id(),
        report.registered(),
        report.count(FileOutcome.ADDED) + report.count(FileOutcome.REPLACED),
        prompts.classes().size(),
        prompts.classes().size() == 1 ? "class" : "classes");
    long gone = report.count(FileOutcome.GONE);
    if (gone > 0) {
      out.printf(
          "Gone since the last time: %d %s, no longer part of the data set.%n",
          gone, gone == 1 ? "file" : "files");
    }
    LeftOut.describe(report).ifPresent(out::println);
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
}
