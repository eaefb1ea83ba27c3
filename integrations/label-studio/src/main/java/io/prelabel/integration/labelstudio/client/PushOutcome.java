package io.prelabel.integration.labelstudio.client;

import io.prelabel.plugin.FailureCategory;
import java.util.List;

/**
 * What became of predictions that were pushed; each is in exactly one list.
 *
 * @param created tasks whose prediction Label Studio now holds
 * @param refused those that it will not take, however often they are sent
 * @param unsettled those that it may or may not hold, or did not get: to be looked for before they
 *     are sent again
 */
public record PushOutcome(
    List<Long> created, List<Undelivered> refused, List<Undelivered> unsettled) {
  public PushOutcome {
    created = List.copyOf(created);
    refused = List.copyOf(refused);
    unsettled = List.copyOf(unsettled);
  }

  /** A task whose prediction was not delivered, and why, in one sentence. */
  public record Undelivered(long task, FailureCategory category, String reason) {}
}
