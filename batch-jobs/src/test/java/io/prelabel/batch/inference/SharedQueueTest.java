package io.prelabel.batch.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.prelabel.batch.inference.PendingRequest.FirstTry;
import io.prelabel.batch.testing.ColourModel;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.image.Picture;
import io.prelabel.plugin.model.Prompt;
import io.prelabel.plugin.model.SegmentationRequest;
import io.prelabel.plugin.model.Tiling;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens to requests that one replica failed at. */
@Timeout(10)
class SharedQueueTest {
  private final Replica a = replica("a");
  private final Replica b = replica("b");
  private final Replica c = replica("c");
  private final SharedQueue queue =
      new SharedQueue(List.of(a, b, c), new BatcherSettings(2, Duration.ZERO));

  @Test
  void aReturnedRequest_goesToAnotherBeforeAllElse() throws Exception {
    PendingRequest other = pending();
    queue.put(other);
    PendingRequest returned = pending();
    assertThat(queue.offerToOthers(returned, failedOn(a))).isTrue();
    assertThat(queue.take(a)).containsExactly(other);
    assertThat(queue.take(b)).extracting(PendingRequest::future).containsExactly(returned.future());
    assertThat(queue.size()).isZero();
  }

  @Test
  void aReturnedRequest_thatWasCancelled_isForgotten() throws Exception {
    PendingRequest returned = pending();
    queue.offerToOthers(returned, failedOn(a));
    returned.future().cancel(false);
    PendingRequest other = pending();
    queue.put(other);
    assertThat(queue.take(b)).containsExactly(other);
  }

  @Test
  void returnedRequests_countAgainstTheCapacity() {
    queue.offerToOthers(pending(), failedOn(a));
    queue.offerToOthers(pending(), failedOn(a));
    assertThat(queue.offer(pending())).isEqualTo(SharedQueue.Offer.FULL);
  }

  @Test
  void aReturnedRequestThatNobodyIsLeftFor_failsWithItsFailure() {
    PendingRequest returned = pending();
    queue.offerToOthers(returned, failedOn(a));
    assertThat(queue.retire(b)).isTrue();
    assertThat(returned.future()).isNotDone();
    assertThat(queue.retire(c)).isTrue();
    assertThat(returned.future()).isCompletedExceptionally();
    assertThat(queue.offerToOthers(pending(), failedOn(a))).isFalse();
  }

  @Test
  void theLastReplica_isNeverRetired() throws Exception {
    Stream.of(a, b, c).forEach(queue::retire);
    assertThat(c.isRetired()).isFalse();
    assertThat(queue.take(a)).isEmpty();
    PendingRequest request = pending();
    queue.put(request);
    assertThat(queue.take(c)).containsExactly(request);
  }

  @Test
  void close_handsBackWhatWaitsReturnedRequestsIncluded() throws Exception {
    queue.offerToOthers(pending(), failedOn(a));
    queue.put(pending());
    assertThat(queue.close()).hasSize(2);
    assertThat(queue.take(b)).isEmpty();
    assertThat(queue.put(pending())).isFalse();
    assertThat(queue.offerToOthers(pending(), failedOn(a))).isFalse();
  }

  private static FirstTry failedOn(Replica replica) {
    return new FirstTry(replica, new PluginException(FailureCategory.BUG, "device lost"));
  }

  private static Replica replica(String device) {
    return new Replica(new DeviceModel(device, new ColourModel()));
  }

  private static PendingRequest pending() {
    ColourModel model = new ColourModel();
    SegmentationRequest request =
        SegmentationRequest.masks(
            model.prepare(new Picture(1, 1, new byte[3]), Tiling.ONE),
            List.of(Prompt.ofClass("red")));
    return new PendingRequest(
        request, Asker.ofRun(1), 1, 0, new CompletableFuture<>(), Optional.empty());
  }
}
