package io.prelabel.integration.self1e.bench;

import io.prelabel.integration.self1e.Self1eModel;
import io.prelabel.integration.self1e.checkpoint.Self1eConfig;
import io.prelabel.integration.self1e.engine.MatmulPeak;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.image.Picture;
import io.prelabel.plugin.image.PictureDecoder;
import io.prelabel.plugin.image.PictureSize;
import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.MaskPrediction;
import io.prelabel.plugin.model.PreparedImage;
import io.prelabel.plugin.model.Prompt;
import io.prelabel.plugin.model.PromptAnswer;
import io.prelabel.plugin.model.Questions;
import io.prelabel.plugin.model.SegmentationRequest;
import io.prelabel.plugin.model.Tiling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Asks a model about one generated picture, with more and more prompts, and takes the time of each
 * stage. The model must be asked by nobody else meanwhile.
 */
public final class ModelBenchmark {
  /** For what takes milliseconds. */
  private static final Duration SHORT = Duration.ofMillis(300);

  private final Self1eModel model;
  private final PictureDecoder decoder;
  private final BenchmarkSettings settings;
  private final CaseFigures figures;
  private final StageTimes stages = new StageTimes();
  private final byte[] file = BenchmarkPictures.jpeg(1);
  private final Picture picture;
  private final PreparedImage image;
  private int asked;

  /**
   * Listens to the model from now on.
   *
   * @param config of the model's checkpoint
   * @param peak operations a second of a matrix product, from {@link MatmulPeak}
   */
  public ModelBenchmark(
      Self1eModel model,
      Self1eConfig config,
      PictureDecoder decoder,
      BenchmarkSettings settings,
      double peak) {
    this.model = model;
    this.decoder = decoder;
    this.settings = settings;
    picture = decoder.decode(file);
    image = model.prepare(picture, Tiling.ONE);
    figures = new CaseFigures(new FlopCount(config), this::rowLength, peak);
    model.listen(stages);
  }

  /**
   * Measures all cases, in rising order of the number of prompts, without the gate before with it.
   *
   * @param progress told what begins, a line each
   */
  public List<BenchmarkCase> run(Consumer<String> progress) {
    progress.accept("warming up");
    ask(Gate.closed(List.of(Prompt.ofClass(BenchmarkPrompts.all().get(0)))));
    ask(Questions.masks(List.of(Prompt.ofClass(BenchmarkPrompts.all().get(0)))));
    double decode = nanos(() -> model.prepare(decoder.decode(file), Tiling.ONE));
    List<BenchmarkCase> cases = new ArrayList<>();
    for (int count : settings.prompts()) {
      List<Prompt> prompts = BenchmarkPrompts.first(count).stream().map(Prompt::ofClass).toList();
      progress.accept("%d prompts, gate off".formatted(count));
      cases.add(measure(Questions.masks(prompts), false, decode));
      progress.accept("%d prompts, gate on".formatted(count));
      cases.add(measure(gated(prompts), true, decode));
    }
    return cases;
  }

  private Questions gated(List<Prompt> prompts) {
    return Gate.open(ask(Gate.closed(prompts)).answers(), settings.present());
  }

  private BenchmarkCase measure(Questions questions, boolean gate, double decode) {
    long visionBefore = model.visionPasses();
    asked = 0;
    List<Sample> samples = Rounds.take(() -> ask(questions), settings.patience());
    double visionRuns = (double) (model.visionPasses() - visionBefore) / asked;
    List<PromptAnswer> masks = samples.get(0).masks();
    if (gate && masks.size() != Math.min(settings.present(), questions.prompts().size())) {
      throw new PluginException(
          FailureCategory.BUG,
          "%d prompts passed the gate, not the %d wanted"
              .formatted(masks.size(), settings.present()));
    }
    return figures.of(gate, samples, visionRuns, decode, nanos(() -> masks.forEach(this::cut)));
  }

  private Sample ask(Questions questions) {
    asked++;
    stages.take();
    long begin = System.nanoTime();
    List<PromptAnswer> answers =
        model.segment(List.of(new SegmentationRequest(image, questions))).get(0).prompts();
    return new Sample(System.nanoTime() - begin, answers, stages.take());
  }

  /** As the job does it: quantised, cut at the picture's size, cleaned, scored. */
  private void cut(PromptAnswer answer) {
    MaskPrediction.of(
        ClassPrompt.named(answer.prompt().text()),
        List.of(answer),
        new PictureSize(picture.width(), picture.height()));
  }

  private long rowLength(Prompt prompt) {
    return model.tokens(SegmentationRequest.masks(image, List.of(prompt)));
  }

  private static double nanos(Runnable work) {
    return Rounds.median(Rounds.take(() -> Work.time(work), SHORT), Work::nanos);
  }

  private record Work(long nanos) implements Rounds.Timed {
    static Work time(Runnable work) {
      long begin = System.nanoTime();
      work.run();
      return new Work(System.nanoTime() - begin);
    }
  }
}
