package io.prelabel.service.cli;

import io.prelabel.batch.source.ImageSource;
import io.prelabel.db.prediction.AnswerCounts;
import io.prelabel.db.run.Run;
import io.prelabel.db.run.RunProgress;
import io.prelabel.db.run.RunState;
import io.prelabel.db.run.WorkItem;
import io.prelabel.db.run.WorkItemState;
import io.prelabel.db.run.WorkItems;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.image.PictureDecoder;
import io.prelabel.service.cli.LabelingSession.Outcome;
import io.prelabel.service.export.CocoExport;
import io.prelabel.service.export.OverlayExport;
import io.prelabel.service.export.RunContent;
import io.prelabel.service.run.RunContents;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine;

/** What people take away from a command's run: files, a summary, and the names that failed. */
final class RunResults {
  private static final int MOST_LISTED = 20;

  private final WorkItems items;
  private final AnswerCounts counts;
  private final RunContents contents;
  private final ImageSource source;
  private final PictureDecoder decoder;
  private final PrintWriter out;
  private final PrintWriter err;

  RunResults(ApplicationContext context, CommandLine line) {
    items = context.getBean(WorkItems.class);
    counts = context.getBean(AnswerCounts.class);
    contents = context.getBean(RunContents.class);
    source = context.getBean(ImageSource.class);
    decoder = context.getBean(PictureDecoder.class);
    out = line.getOut();
    err = line.getErr();
  }

  /**
   * Writes the results and says where they are.
   *
   * @return the command's exit code
   */
  int write(Outcome outcome, Path folder, boolean overlays) throws IOException {
    Run run = outcome.run();
    if (!run.state().isComplete()) {
      throw incomplete(run);
    }
    RunContent content = contents.of(run.id()).orElseThrow();
    Path coco = folder.resolve("coco.json");
    CocoExport.write(content, coco);
    out.printf("%s in %s.%n", summary(outcome), seconds(outcome.took()));
    AnswerSummary.lines(counts.outcomes(run.id()), counts.attributes(run.id()))
        .forEach(out::println);
    out.printf("COCO file: %s%n", coco);
    out.flush(); // overlays take a while
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
