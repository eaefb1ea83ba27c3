package io.prelabel.service.run;

import io.prelabel.db.prediction.ImageResult;
import io.prelabel.db.prediction.Prediction;
import io.prelabel.db.prediction.Predictions;
import io.prelabel.db.run.WorkItemState;
import io.prelabel.plugin.image.PictureSize;
import io.prelabel.plugin.mask.Mask;
import io.prelabel.plugin.model.MaskPrediction;
import io.prelabel.service.export.LabeledImage;
import io.prelabel.service.export.RunContent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A run's content, read from the database in pages. */
record StoredRunContent(Summary summary, Predictions predictions) implements RunContent {
  @Override
  public Map<String, Long> forEachImage(Consumer<LabeledImage> consumer) {
    Map<String, Long> items = new TreeMap<>();
    for (WorkItemState each : WorkItemState.values()) {
      items.put(each.word(), 0L);
    }
    predictions.forEachImage(
        summary.runId(),
        result -> {
          items.merge(result.state().word(), 1L, Long::sum);
          if (result.state() == WorkItemState.DONE || result.state() == WorkItemState.EMPTY) {
            consumer.accept(labeled(result));
          }
        });
    return items;
  }

  private static LabeledImage labeled(ImageResult result) {
    List<MaskPrediction> answers = result.predictions().stream().map(Prediction::answer).toList();
    Mask mask = answers.get(0).mask();
    return new LabeledImage(
        result.image().ref().uri(),
        result.image().fileName(),
        new PictureSize(mask.width(), mask.height()),
        answers,
        result.attributes());
  }
}
