package io.prelabel.db.run;

import io.prelabel.db.dataset.Image;
import java.util.UUID;

/**
 * A work item that this process holds: the only form in which an item can be ended or given back.
 * Once it is, or once its owner has been declared dead, the claim is stale and nothing can be done
 * with it.
 *
 * @param attempt 1 for the first claim
 */
public record ClaimedItem(long id, long runId, Image image, UUID owner, int attempt) {}
