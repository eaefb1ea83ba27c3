package io.prelabel.service.eval;

import io.prelabel.batch.inference.InferenceEngine;
import io.prelabel.batch.source.ImageSource;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.image.PictureDecoder;
import io.prelabel.plugin.model.PromptSet;
import io.prelabel.service.eval.CocoTruth.TruthPicture;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

/**
 * Asks a model about every picture of a truth, and compares. The gate is off while it asks, and the
 * presence question is asked all the same, so that every threshold can be judged from one pass.
 *
 * <p>Pictures are read, decoded and compared on worker threads and answered by the engine; a
 * bounded number is on its way at a time, and no mask but those of the worst cases outlives its
 * picture. Used once, by one thread.
 */
public final class EvaluationRun {
  private final InferenceEngine engine;
  private final ImageSource source;
  private final PictureDecoder decoder;
  private final Executor workers;
  private final int window;

  /**
   * @param source may read below the folder of pictures, and nothing else: the truth names files
   * @param workers decode and compare
   * @param window pictures on their way at a time, at least 1
   */
  public EvaluationRun(
      InferenceEngine engine,
      ImageSource source,
      PictureDecoder decoder,
      Executor workers,
      int window) {
    this.engine = engine;
    this.source = source;
    this.decoder = decoder;
    this.workers = workers;
    this.window = window;
  }

  /** Hears how far it is, after each picture. */
  @FunctionalInterface
  public interface Progress {
    /** Of {@code total} pictures some are compared, and some could not be read. */
    void on(long compared, long unread, long total);
  }

  /**
   * Asks and compares. A picture that can't be read is noted and left out.
   *
   * @param images the folder that the truth's file names are relative to
   * @throws PluginException where no class can be compared
   */
  public EvaluationResult run(CocoTruth truth, Path images, PromptSet promptSet, Progress progress)
      throws InterruptedException {
    ClassMatch match = ClassMatch.of(truth, promptSet);
    Evaluation evaluation = new Evaluation(match);
    PromptSet compared =
        new PromptSet(match.both(), List.of(), promptSet.templates(), promptSet.tiling());
    PictureComparison comparison = new PictureComparison(engine, source, decoder, images, compared);
    List<TruthPicture> pictures = truth.pictures();
    Deque<OnItsWay> onTheirWay = new ArrayDeque<>();
    int next = 0;
    while (next < pictures.size() || !onTheirWay.isEmpty()) {
      if (next < pictures.size() && onTheirWay.size() < window) {
        TruthPicture picture = pictures.get(next++);
        onTheirWay.add(new OnItsWay(picture.fileName(), comparison.start(picture, workers)));
      } else {
        take(onTheirWay.remove(), evaluation);
        progress.on(evaluation.compared(), evaluation.unread(), pictures.size());
      }
    }
    return evaluation.result();
  }

  private static void take(OnItsWay picture, Evaluation evaluation) throws InterruptedException {
    try {
      evaluation.add(picture.pairs().get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof PluginException why) {
        evaluation.addUnread(picture.fileName(), String.valueOf(why.getMessage()));
      } else {
        throw new IllegalStateException(picture.fileName(), e.getCause());
      }
    }
  }

  private record OnItsWay(String fileName, CompletableFuture<List<PairResult>> pairs) {}
}
