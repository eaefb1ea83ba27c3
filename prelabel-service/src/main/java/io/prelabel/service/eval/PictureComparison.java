package io.prelabel.service.eval;

import io.prelabel.batch.inference.Asker;
import io.prelabel.batch.inference.Inference;
import io.prelabel.batch.inference.InferenceEngine;
import io.prelabel.batch.source.ImageSource;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.image.Picture;
import io.prelabel.plugin.image.PictureDecoder;
import io.prelabel.plugin.image.PictureSize;
import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.PreparedImage;
import io.prelabel.plugin.model.PromptAnswer;
import io.prelabel.plugin.model.PromptSet;
import io.prelabel.plugin.model.SegmentationRequest;
import io.prelabel.service.eval.CocoTruth.TruthPicture;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The way of one picture: read, decoded and prepared on a worker thread, answered by the engine,
 * compared on a worker thread. Thread-safe.
 */
final class PictureComparison {
  private final InferenceEngine engine;
  private final ImageSource source;
  private final PictureDecoder decoder;
  private final Path images;
  private final PromptSet asked;
  private final Map<String, PairScorer> scorers = new HashMap<>();

  /**
   * @param promptSet the classes that are compared, with the thresholds of a run
   */
  PictureComparison(
      InferenceEngine engine,
      ImageSource source,
      PictureDecoder decoder,
      Path images,
      PromptSet promptSet) {
    this.engine = engine;
    this.source = source;
    this.decoder = decoder;
    this.images = images;
    asked = withOpenGates(promptSet);
    promptSet.classes().forEach(each -> scorers.put(each.name(), new PairScorer(each)));
  }

  /** A gate of 0 is asked, and lets everything through. */
  private static PromptSet withOpenGates(PromptSet promptSet) {
    List<ClassPrompt> open =
        promptSet.classes().stream().map(each -> each.withPresence(OptionalDouble.of(0))).toList();
    return new PromptSet(open, List.of(), promptSet.templates(), promptSet.tiling());
  }

  /**
   * Sends a picture on its way; waits for nothing.
   *
   * @return one pair per class, but for those that are undecided; fails with a {@link
   *     PluginException} where the picture can't be answered
   */
  CompletableFuture<List<PairResult>> start(TruthPicture picture, Executor workers) {
    return CompletableFuture.supplyAsync(() -> ask(picture), workers)
        .thenCompose(Function.identity())
        .thenApplyAsync(answered -> compare(picture, answered), workers);
  }

  private CompletableFuture<Answered> ask(TruthPicture named) {
    byte[] bytes = source.read(file(named.fileName()).toUri());
    Picture picture =
        decoder.decode(bytes, shown -> engine.model().decodeSize(shown, asked.tiling()));
    PictureSize size = picture.shown();
    if (!named.size().orElse(size).equals(size)) {
      throw PluginException.badInput(
          "the truth is for a picture of %s, and this one shows %s"
              .formatted(text(named.size().orElseThrow()), text(size)));
    }
    PreparedImage prepared = engine.model().prepare(picture, asked.tiling());
    try {
      CompletableFuture<Inference> inference =
          engine
              .batcher()
              .submit(new SegmentationRequest(prepared, asked.questions()), Asker.ofRun(1));
      return inference.thenApply(each -> new Answered(size, each.answer().prompts()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PluginException(FailureCategory.UNAVAILABLE, "The program is shutting down.", e);
    }
  }

  private Path file(String name) {
    try {
      Path file = images.resolve(name);
      if (Files.isRegularFile(file)) {
        return file;
      }
    } catch (InvalidPathException noFileHasThisName) {
      // said below
    }
    throw PluginException.badInput("not in the folder of pictures");
  }

  private List<PairResult> compare(TruthPicture picture, Answered answered) {
    PictureSize size = answered.size();
    Target none = Target.none(size.width(), size.height());
    List<PairResult> pairs = new ArrayList<>();
    int next = 0;
    for (ClassPrompt each : asked.classes()) {
      int end = next + each.prompts().size();
      List<PromptAnswer> ofClass = answered.answers().subList(next, end);
      next = end;
      Target target = picture.targets().getOrDefault(each.name(), none);
      if (!target.isUndecided()) {
        PairScorer scorer = Objects.requireNonNull(scorers.get(each.name()));
        pairs.add(scorer.score(picture.fileName(), ofClass, target, size));
      }
    }
    return pairs;
  }

  private static String text(PictureSize size) {
    return size.width() + " x " + size.height();
  }

  private record Answered(PictureSize size, List<PromptAnswer> answers) {}
}
