package io.prelabel.service.cli;

import io.prelabel.batch.inference.InferenceEngine;
import io.prelabel.batch.source.ImageSource;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.image.PictureDecoder;
import io.prelabel.plugin.model.PromptSet;
import io.prelabel.service.assembly.EvaluationConfiguration;
import io.prelabel.service.eval.CocoTruth;
import io.prelabel.service.eval.EvaluationResult;
import io.prelabel.service.eval.EvaluationResult.Unread;
import io.prelabel.service.eval.EvaluationRun;
import io.prelabel.service.eval.report.CasePictures;
import io.prelabel.service.eval.report.HtmlReport;
import io.prelabel.service.eval.report.JsonReport;
import io.prelabel.service.eval.report.ReportHead;
import io.prelabel.service.eval.report.TextReport;
import io.prelabel.service.export.WholeFile;
import io.prelabel.service.home.Home;
import io.prelabel.service.prompts.PromptFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code prelabel eval}: how well a model does on pictures whose truth is known. */
@Command(
    name = "eval",
    description = {
      "Asks the model about every picture of a COCO file and compares its masks with those of the file.",
      "Prints gIoU, cIoU, IoU and presence per class, and the thresholds that would be best. Stores nothing."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class EvalCommand implements Callable<Integer> {
  private static final int MOST_LISTED = 20;

  @Spec
  private @SuppressWarnings("NullAway.Init") CommandSpec spec;

  @ParentCommand
  private @SuppressWarnings("NullAway.Init") PrelabelCommand prelabel;

  @Mixin private final HomeOption home = new HomeOption();
  @Mixin private final ModelOptions model = new ModelOptions();

  @Option(
      names = "--images",
      required = true,
      paramLabel = "DIR",
      description = "Folder of pictures that the file names of the truth are relative to.")
  private @SuppressWarnings("NullAway.Init") Path images;

  @Option(
      names = "--truth",
      required = true,
      paramLabel = "FILE",
      description = "COCO instances JSON: run lengths, compressed or not, or polygons.")
  private @SuppressWarnings("NullAway.Init") Path truth;

  @Option(
      names = "--prompts",
      required = true,
      paramLabel = "FILE|WORDS",
      description =
          "A prompt file, or classes between commas; named as the categories of the truth.")
  private @SuppressWarnings("NullAway.Init") String prompts;

  @Option(
      names = "--checkpoint",
      required = true,
      paramLabel = "DIR",
      description = "The model's folder.")
  private @SuppressWarnings("NullAway.Init") Path checkpoint;

  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description = "Also write a page with curves and the worst cases; one file, no network.")
  private @Nullable Path report;

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures as JSON.")
  private @Nullable Path json;

  /** What can be wrong with the arguments is said before anything slow is started. */
  @Override
  public Integer call() throws Exception {
    Path folder = Folders.existing(images);
    Folders.existing(checkpoint);
    CocoTruth known = CocoTruth.read(truth);
    PromptSet promptSet = PromptFile.fileOrWords(prompts);
    makeRoomFor(report);
    makeRoomFor(json);
    Home opened = home.open();
    ProcessSettings.apply(opened);
    Map<String, String> properties = new LinkedHashMap<>(model.properties(checkpoint));
    properties.put("prelabel.roots[0]", folder.toString());
    return prelabel
        .program()
        .run(
            () -> SpringStart.part(EvaluationConfiguration.class, opened, "eval", properties),
            context -> evaluate(context, folder, known, promptSet));
  }

  private static void makeRoomFor(@Nullable Path file) throws IOException {
    if (file != null) {
      if (Files.isDirectory(file)) {
        throw PluginException.badInput("%s is a folder; name a file.".formatted(file));
      }
      Files.createDirectories(file.toAbsolutePath().getParent());
    }
  }

  private int evaluate(
      ConfigurableApplicationContext context, Path folder, CocoTruth known, PromptSet promptSet)
      throws IOException, InterruptedException {
    EvaluationResult result;
    try (EvaluationProgress progress =
        new EvaluationProgress(spec.commandLine().getErr(), context.getBean(Clock.class))) {
      result = context.getBean(EvaluationRun.class).run(known, folder, promptSet, progress::show);
    }
    List<Unread> unread = result.coverage().unread();
    if (result.coverage().compared() == 0) {
      throw PluginException.badInput(
          unread.isEmpty()
              ? "%s names no picture.".formatted(truth)
              : "None of the %d pictures of %s could be compared; the first, %s: %s."
                  .formatted(
                      unread.size(), truth, unread.get(0).fileName(), unread.get(0).reason()));
    }
    new TextReport(spec.commandLine().getOut()).print(result);
    write(context, folder, head(context, promptSet), result);
    list(unread);
    return unread.isEmpty() ? ExitCodes.OK : ExitCodes.SOME_IMAGES_FAILED;
  }

  private ReportHead head(ApplicationContext context, PromptSet promptSet) {
    return new ReportHead(
        context.getBean(InferenceEngine.class).model().version().id(),
        promptSet.version(),
        checkpoint.toString(),
        images.toString(),
        truth.toString(),
        prompts,
        context.getBean(Clock.class).instant());
  }

  private void write(
      ApplicationContext context, Path folder, ReportHead head, EvaluationResult result)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (report != null) {
      CasePictures pictures =
          new CasePictures(
              folder, context.getBean(ImageSource.class), context.getBean(PictureDecoder.class));
      WholeFile.write(report, stream -> new HtmlReport(head, result, pictures).write(stream));
      out.printf("Report: %s%n", report);
    }
    if (json != null) {
      WholeFile.write(json, stream -> stream.write(JsonReport.write(head, result)));
      out.printf("JSON:   %s%n", json);
    }
    out.flush();
  }

  private void list(List<Unread> unread) {
    PrintWriter err = spec.commandLine().getErr();
    unread.stream()
        .limit(MOST_LISTED)
        .forEach(each -> err.printf("prelabel: %s: %s%n", each.fileName(), each.reason()));
    if (unread.size() > MOST_LISTED) {
      err.printf("prelabel: and %d more pictures%n", unread.size() - MOST_LISTED);
    }
    err.flush();
  }
}
