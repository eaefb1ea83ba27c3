package io.prelabel.batch.prelabel;

import io.prelabel.batch.inference.Asker;
import io.prelabel.batch.inference.Inference;
import io.prelabel.batch.reuse.AnswerPlan;
import io.prelabel.batch.source.ContentHash;
import io.prelabel.batch.source.ImageSource;
import io.prelabel.db.run.ClaimedItem;
import io.prelabel.db.run.ItemTimings;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.image.Picture;
import io.prelabel.plugin.image.PictureDecoder;
import io.prelabel.plugin.image.PictureSize;
import io.prelabel.plugin.model.PreparedImage;
import io.prelabel.plugin.model.SegmentationModel;
import io.prelabel.plugin.model.SegmentationRequest;
import io.prelabel.plugin.model.Tiling;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The way of one image of a run of which something is left to ask: read, decode and prepare on a
 * worker thread; answered by the engine; masks cut on a worker thread. The picture's pixels live
 * only until it is prepared.
 */
final class ImagePipeline {
  private final ImageSource source;
  private final PictureDecoder decoder;
  private final Executor workers;
  private final RunContext context;
  private final Set<CompletableFuture<Inference>> asked = ConcurrentHashMap.newKeySet();
  private volatile boolean isCalledBack;

  ImagePipeline(ImageSource source, PictureDecoder decoder, Executor workers, RunContext context) {
    this.source = source;
    this.decoder = decoder;
    this.workers = workers;
    this.context = context;
  }

  /**
   * Sends an image on its way. Waits for nothing.
   *
   * @return the answers; fails with what was wrong, as it was thrown
   */
  CompletableFuture<ItemResult> label(PlannedItem planned) {
    return CompletableFuture.supplyAsync(() -> ask(planned), workers)
        .thenCompose(Function.identity())
        .thenApplyAsync(answered -> cut(planned, answered), workers);
  }

  /**
   * Calls all images back: those whose batch has not begun fail with a {@link
   * CancellationException}, now or when they get there.
   */
  void callBack() {
    isCalledBack = true;
    asked.forEach(each -> each.cancel(false));
  }

  private CompletableFuture<Answered> ask(PlannedItem planned) {
    if (isCalledBack) {
      throw new CancellationException();
    }
    ClaimedItem item = planned.item();
    Prepared prepared = prepare(item);
    SegmentationRequest request =
        new SegmentationRequest(prepared.image(), planned.plan().questions());
    try {
      CompletableFuture<Inference> inference =
          context.engine().batcher().submit(request, Asker.ofRun(item.runId()));
      asked.add(inference);
      inference.whenComplete((answers, failure) -> asked.remove(inference));
      if (isCalledBack) {
        inference.cancel(false);
      }
      return inference.thenApply(answers -> new Answered(prepared, answers));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PluginException(FailureCategory.UNAVAILABLE, "The program is shutting down.", e);
    }
  }

  private Prepared prepare(ClaimedItem item) {
    long begin = System.nanoTime();
    byte[] bytes = source.read(item.image().ref().uri());
    if (!ContentHash.of(bytes).equals(item.image().ref().sha256())) {
      throw PluginException.badInput("changed since it was registered; ingest the folder again");
    }
    SegmentationModel model = context.engine().model();
    Tiling tiling = context.tiling();
    Picture picture = decoder.decode(bytes, shown -> model.decodeSize(shown, tiling));
    PreparedImage image = model.prepare(picture, tiling);
    return new Prepared(image, picture.shown(), picture.notes(), millisSince(begin));
  }

  private ItemResult cut(PlannedItem planned, Answered answered) {
    long begin = System.nanoTime();
    AnswerPlan.Answers answers =
        planned.plan().answers(answered.inference().answer(), answered.prepared().size());
    Inference inference = answered.inference();
    ItemTimings timings =
        ItemTimings.of(
            answered.prepared().millis(),
            inference.waitMillis(),
            inference.inferenceMillis(),
            millisSince(begin));
    return new ItemResult.Labeled(
        planned.item(),
        context.answers(planned.item(), answers),
        answered.prepared().notes(),
        timings);
  }

  private static double millisSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1e6;
  }

  private record Prepared(
      PreparedImage image, PictureSize size, List<String> notes, double millis) {}

  private record Answered(Prepared prepared, Inference inference) {}
}
