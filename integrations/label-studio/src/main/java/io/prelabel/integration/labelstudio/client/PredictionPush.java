package io.prelabel.integration.labelstudio.client;

import io.prelabel.integration.labelstudio.client.PushOutcome.Undelivered;
import io.prelabel.plugin.FailureCategory;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * One push of predictions: {@code POST /api/projects/{id}/import/predictions}. Used once.
 *
 * <p>Label Studio knows no idempotency key. So a request that was answered with a refusal is looked
 * into and halved until the prediction that spoils it stands alone; one that was not answered is
 * looked into and never repeated here, since it may still be carried out.
 */
final class PredictionPush {
  private static final String DROPPED =
      "Label Studio dropped the prediction silently; its labels or tag names are not in the"
          + " project's labeling configuration.";

  private final LabelStudioClient client;
  private final LabelStudioApi api;
  private final long project;
  private final List<Long> created = new ArrayList<>();
  private final List<Undelivered> refused = new ArrayList<>();
  private final List<Undelivered> unsettled = new ArrayList<>();
  private Optional<LabelStudioException> stopped = Optional.empty();

  PredictionPush(LabelStudioClient client, LabelStudioApi api, long project) {
    this.client = client;
    this.api = api;
    this.project = project;
  }

  /** Takes predictions one by one, so that only one request's worth is encoded at a time. */
  PushOutcome push(Iterator<NewPrediction> predictions, PushLimits limits) {
    List<Encoded> batch = new ArrayList<>();
    long bytes = 0;
    while (predictions.hasNext()) {
      Encoded next = Encoded.of(predictions.next());
      boolean full = batch.size() == limits.predictions() || bytes + next.size() > limits.bytes();
      if (full) {
        send(batch);
        batch = new ArrayList<>();
        bytes = 0;
      }
      batch.add(next);
      bytes += next.size();
    }
    send(batch);
    return new PushOutcome(created, refused, unsettled);
  }

  private void send(List<Encoded> batch) {
    if (batch.isEmpty()) {
      return;
    }
    if (stopped.isPresent()) {
      leave(batch, stopped.get());
      return;
    }
    HttpCall call =
        HttpCall.post(
            "/api/projects/%d/import/predictions".formatted(project),
            Encoded.array(batch),
            "storing %d predictions in project %d".formatted(batch.size(), project));
    try {
      compare(batch, api.json(call).path("created").asInt(-1));
    } catch (LabelStudioException e) {
      settle(batch, e);
    }
  }

  private void compare(List<Encoded> batch, int count) {
    if (count == batch.size()) {
      batch.forEach(each -> created.add(each.task()));
      return;
    }
    missing(batch).forEach(each -> refuse(each, FailureCategory.BAD_INPUT, DROPPED));
  }

  private void settle(List<Encoded> batch, LabelStudioException failure) {
    switch (failure.status()) {
      // Nothing was stored: the body was too large, or one unknown task spoilt all.
      case 413, 400 -> divide(batch, batch.size() == 1, failure);
      // Also what Label Studio itself answers to a body that is too large.
      case 500 -> divide(missing(batch), batch.size() == 1, failure);
      default -> {
        boolean maybeStored = failure.outcomeUnknown() || failure.status() > 500;
        leave(maybeStored ? missing(batch) : batch, failure);
        stopped = Optional.of(failure);
      }
    }
  }

  /** Sends what is left in two halves; what was alone has no half to blame. */
  private void divide(List<Encoded> left, boolean wasAlone, LabelStudioException failure) {
    if (!wasAlone) {
      int half = (left.size() + 1) / 2;
      send(left.subList(0, half));
      send(left.subList(half, left.size()));
    } else if (failure.category().isTransient()) {
      leave(left, failure);
    } else {
      left.forEach(each -> refuse(each, failure.category(), String.valueOf(failure.getMessage())));
    }
  }

  /** Looks for each task's prediction of that version, notes those found, returns the others. */
  private List<Encoded> missing(List<Encoded> batch) {
    List<Encoded> absent = new ArrayList<>();
    for (Encoded each : batch) {
      if (stopped.isPresent()) {
        leave(List.of(each), stopped.get());
        continue;
      }
      try {
        if (client.hasPrediction(each.task(), each.modelVersion())) {
          created.add(each.task());
        } else {
          absent.add(each);
        }
      } catch (LabelStudioException e) {
        stopped = Optional.of(e);
        leave(List.of(each), e);
      }
    }
    return absent;
  }

  private void refuse(Encoded prediction, FailureCategory category, String reason) {
    refused.add(new Undelivered(prediction.task(), category, reason));
  }

  private void leave(List<Encoded> batch, LabelStudioException failure) {
    for (Encoded each : batch) {
      unsettled.add(
          new Undelivered(each.task(), failure.category(), String.valueOf(failure.getMessage())));
    }
  }
}
