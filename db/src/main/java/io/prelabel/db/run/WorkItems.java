package io.prelabel.db.run;

import io.prelabel.db.StaleStateException;
import io.prelabel.db.dataset.Images;
import io.prelabel.db.jdbc.Columns;
import io.prelabel.db.process.Liveness;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The work items of all runs: claimed by one process at a time, ended or given back by the holder
 * alone. Thread-safe.
 */
public final class WorkItems {
  /** A claim this often without an end means that the image takes its process down. */
  static final int MAX_CLAIMS = 5;

  /**
   * Locks the run, so that it can't be taken over meanwhile, then at most :limit items; those that
   * another claim has locked are passed over. Not a join: so the index gives the order, and the
   * claim takes as long at 100,000 items as at 10.
   */
  private static final String CLAIM =
      """
      with held_run as (
        select id from run where id = :run and state = 'running' and owner = :owner for share
      ), candidate as (
        select id from work_item
        where run_id = :run and state = 'queued' and (not_before is null or not_before <= :now)
          and exists (select from held_run)
        order by id
        limit :limit
        for update skip locked
      ), claimed as (
        update work_item
        set state = 'running', owner = :owner, attempts = attempts + 1, not_before = null,
            started_at = :now
        from candidate
        where work_item.id = candidate.id
        returning work_item.*
      )
      select claimed.id as item_id, claimed.run_id, claimed.owner, claimed.attempts, image.*
      from claimed join image on image.id = claimed.image_id
      order by claimed.id
      """;

  private static final String STILL_HELD =
      " where id = :id and state = 'running' and owner = :owner and attempts = :attempt";
  private static final String SUCCEED =
      """
      update work_item
      set state = :state, owner = null, ended_at = :now, failure_category = null,
          failure_text = null, notes = :notes, reused = :reused,
          decode_ms = :decode, wait_ms = :waiting, inference_ms = :inference, encode_ms = :encoding
      """
          + STILL_HELD;
  private static final String FAIL =
      """
      update work_item
      set state = 'failed', owner = null, ended_at = :now, failure_category = :category,
          failure_text = :text
      """
          + STILL_HELD;
  private static final String RETRY =
      """
      update work_item
      set state = 'queued', owner = null, not_before = :notBefore, failure_category = :category,
          failure_text = :text
      """
          + STILL_HELD;
  private static final String RELEASE =
      "update work_item set state = 'queued', owner = null, attempts = attempts - 1" + STILL_HELD;

  private static final String RELEASE_ALL =
      """
      update work_item set state = 'queued', owner = null, attempts = attempts - 1
      where run_id = :run and state = 'running' and owner = :owner
      """;

  /** An item that is locked is passed over: its owner may be frozen in the middle of a chunk. */
  private static final String RELEASE_ORPHANS =
      """
      with orphan as (
        select id from work_item where state = 'running' and %s for update skip locked
      )
      update work_item
      set owner = null,
          state = case when attempts >= :maxClaims then 'failed' else 'queued' end,
          ended_at = case when attempts >= :maxClaims then :now::timestamptz end,
          failure_category = case when attempts >= :maxClaims then 'BUG' else failure_category end,
          failure_text = case when attempts >= :maxClaims
            then format('The process ended %%s times while it worked on this image.', attempts)
            else failure_text end
      from orphan
      where work_item.id = orphan.id
      """
          .formatted(Liveness.OWNER_IS_DEAD);

  private static final String SOMETHING_IS_TO_COME =
      """
      select exists (select from work_item where run_id = :run and state = 'queued')
        or exists (select from work_item
                   where run_id = :run and state = 'running' and owner <> :owner)
      """;
  private static final String COUNT_BY_STATE =
      """
      select state, count(*) as items, count(*) filter (where ended_at > :since) as recent
      from work_item where run_id = :run group by state
      """;
  private static final String SELECT =
      """
      select work_item.*, image.file_name from work_item join image on image.id = image_id
      """;
  private static final String SELECT_PAGE =
      SELECT + "where run_id = :run and work_item.id > :after order by work_item.id limit :limit";
  private static final String SELECT_PAGE_OF_STATE =
      SELECT
          + """
          where run_id = :run and state = :state and work_item.id > :after
          order by work_item.id limit :limit
          """;
  private static final String SELECT_ONE = SELECT + "where run_id = :run and image_id = :image";

  private final JdbcClient jdbc;

  public WorkItems(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Takes up to {@code limit} queued items that are due, oldest first. Two claims at the same time
   * never return the same item, and none waits for the other.
   *
   * @return empty where nothing is due, or the run is not running under this owner
   */
  public List<ClaimedItem> claim(long runId, UUID owner, int limit, Instant now) {
    return jdbc.sql(CLAIM)
        .param("run", runId)
        .param("owner", owner)
        .param("limit", limit)
        .param("now", Columns.timestamp(now))
        .query(WorkItems::mapClaimed)
        .list();
  }

  /**
   * Ends an item as {@link WorkItemState#DONE} or {@link WorkItemState#EMPTY}.
   *
   * @param reused whether the predictions were copied instead of computed
   * @throws StaleStateException where the claim no longer holds
   */
  public void succeed(
      ClaimedItem item,
      WorkItemState state,
      List<String> notes,
      boolean reused,
      ItemTimings timings,
      Instant now) {
    if (state != WorkItemState.DONE && state != WorkItemState.EMPTY) {
      throw new IllegalArgumentException("%s is no success".formatted(state.word()));
    }
    update(
        item,
        held(SUCCEED, item)
            .param("state", state.word())
            .param("notes", notes.stream().map(Columns::storable).toArray(String[]::new))
            .param("reused", reused)
            .param("decode", Columns.nullable(timings.decode()))
            .param("waiting", Columns.nullable(timings.waiting()))
            .param("inference", Columns.nullable(timings.inference()))
            .param("encoding", Columns.nullable(timings.encoding()))
            .param("now", Columns.timestamp(now)));
  }

  /**
   * Puts a failed item back for a later attempt where the policy allows one, else ends it as {@link
   * WorkItemState#FAILED}.
   *
   * @return the new state
   * @throws StaleStateException where the claim no longer holds
   */
  public WorkItemState fail(
      ClaimedItem item, ItemFailure failure, RetryPolicy policy, Instant now) {
    Optional<Duration> delay = policy.delayAfter(failure.category(), item.attempt());
    JdbcClient.StatementSpec statement =
        delay.isPresent()
            ? held(RETRY, item).param("notBefore", Columns.timestamp(now.plus(delay.get())))
            : held(FAIL, item).param("now", Columns.timestamp(now));
    update(
        item,
        statement
            .param("category", failure.category().name())
            .param("text", Columns.storable(failure.text())));
    return delay.isPresent() ? WorkItemState.QUEUED : WorkItemState.FAILED;
  }

  /**
   * Gives an item back untried, at a graceful stop: the attempt does not count. Does nothing where
   * the claim no longer holds.
   */
  public void release(ClaimedItem item) {
    held(RELEASE, item).update();
  }

  /**
   * Gives back all items of a run that this owner holds: the run has ended, and nobody works on
   * them any more. Their attempts do not count.
   *
   * @return how many there were
   */
  public int releaseAll(long runId, UUID owner) {
    return jdbc.sql(RELEASE_ALL).param("run", runId).param("owner", owner).update();
  }

  /**
   * Puts the items of dead owners back, or ends them as failed where they have been claimed {@value
   * #MAX_CLAIMS} times. Waits for no lock: items that are locked are left to a later call.
   *
   * @return how many had a dead owner
   */
  public int releaseOrphans(Liveness liveness, Instant now) {
    return jdbc.sql(RELEASE_ORPHANS)
        .param("self", liveness.self())
        .param("alone", liveness.alone())
        .param("deadAfter", liveness.deadAfterSeconds())
        .param("maxClaims", MAX_CLAIMS)
        .param("now", Columns.timestamp(now))
        .update();
  }

  /**
   * Returns whether a claim may bring something later where it brings nothing now: an item waits
   * for another attempt, or is still in the hands of a former owner, who is dead and will lose it.
   */
  public boolean isSomethingToCome(long runId, UUID owner) {
    return jdbc.sql(SOMETHING_IS_TO_COME)
        .param("run", runId)
        .param("owner", owner)
        .query(Boolean.class)
        .single();
  }

  /**
   * Returns how far a run has come, with its rate over the time from {@code since} to {@code now}.
   */
  public RunProgress progress(long runId, Instant since, Instant now) {
    ProgressRows rows = new ProgressRows();
    jdbc.sql(COUNT_BY_STATE)
        .param("run", runId)
        .param("since", Columns.timestamp(since))
        .query(rows);
    return rows.toProgress(Duration.between(since, now));
  }

  /** Returns items with greater ids than {@code after} (0 for the first page), by id. */
  public List<WorkItem> page(long runId, long after, int limit) {
    return page(jdbc.sql(SELECT_PAGE), runId, after, limit);
  }

  /** Returns items of one state with greater ids than {@code after}, by id. */
  public List<WorkItem> page(long runId, WorkItemState state, long after, int limit) {
    return page(jdbc.sql(SELECT_PAGE_OF_STATE).param("state", state.word()), runId, after, limit);
  }

  /** Returns the item of an image in a run. */
  public Optional<WorkItem> find(long runId, long imageId) {
    return jdbc.sql(SELECT_ONE)
        .param("run", runId)
        .param("image", imageId)
        .query(WorkItemRow::map)
        .optional();
  }

  private static List<WorkItem> page(
      JdbcClient.StatementSpec statement, long runId, long after, int limit) {
    return statement
        .param("run", runId)
        .param("after", after)
        .param("limit", limit)
        .query(WorkItemRow::map)
        .list();
  }

  private JdbcClient.StatementSpec held(String sql, ClaimedItem item) {
    return jdbc.sql(sql)
        .param("id", item.id())
        .param("owner", item.owner())
        .param("attempt", item.attempt());
  }

  private static void update(ClaimedItem item, JdbcClient.StatementSpec statement) {
    if (statement.update() != 1) {
      throw new StaleStateException(
          "work item %d (run %d, image %d)".formatted(item.id(), item.runId(), item.image().id()),
          "running here");
    }
  }

  private static ClaimedItem mapClaimed(ResultSet row, int number) throws SQLException {
    return new ClaimedItem(
        row.getLong("item_id"),
        row.getLong("run_id"),
        Images.map(row, number),
        row.getObject("owner", UUID.class),
        row.getInt("attempts"));
  }
}
