package io.prelabel.db.run;

import io.prelabel.db.StaleStateException;
import io.prelabel.db.jdbc.Columns;
import io.prelabel.db.process.Liveness;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All runs. Every change of state is guarded by the state that it starts from. Thread-safe. */
public final class Runs {
  /** Why a run is stopped that nobody asked to stop; a run that is resumed has no reason. */
  private static final String LEFT_BEHIND = "The process that worked on it ended unexpectedly.";

  private static final String CREATE_WITH_ITEMS =
      """
      with new_run as (
        insert into run (dataset_id, prompt_set_id, model_id, state, created_at)
        values (:dataset, :promptSet, :model, 'created', :now)
        on conflict do nothing
        returning *
      ), items as (
        insert into work_item (run_id, image_id)
        select new_run.id, image.id
        from new_run join image using (dataset_id)
        where image.retired_at is null
        order by image.id
      )
      select * from new_run
      """;
  private static final String SELECT_UNFINISHED =
      """
      select * from run
      where dataset_id = :dataset and prompt_set_id = :promptSet and model_id = :model
        and state in ('created', 'running', 'stopped', 'failed')
      """;
  private static final String SELECT_BY_ID = "select * from run where id = :id";
  private static final String SELECT_PAGE =
      "select * from run where id > :after order by id limit :limit";
  private static final String START =
      """
      update run
      set state = 'running', owner = :owner, reason = null, ended_at = null,
          started_at = coalesce(started_at, :now)
      where id = :id and state in ('created', 'stopped', 'failed')
      returning *
      """;
  private static final String END =
      """
      update run
      set state = :state, owner = null, reason = :reason, ended_at = :now
      where id = :id and state = 'running' and owner = :owner
      returning *
      """;

  /** A run that its owner has locked just now is passed over: a frozen owner may keep it locked. */
  private static final String STOP_ORPHANS =
      """
      with orphan as (
        select id from run where state = 'running' and %s for update skip locked
      )
      update run
      set state = 'stopped', owner = null, ended_at = :now, reason = :reason
      from orphan
      where run.id = orphan.id
      returning run.*
      """
          .formatted(Liveness.OWNER_IS_DEAD);

  private static final String SELECT_LEFT_BEHIND =
      "select * from run where state = 'stopped' and reason = :reason order by id";
  private static final String SELECT_OWNED =
      "select * from run where state = 'running' and owner = :owner order by id";
  private static final String COUNT_IMAGES_WITHOUT_ITEM =
      """
      select count(*)
      from run join image using (dataset_id)
      where run.id = :id and image.retired_at is null and not exists (
        select from work_item where run_id = run.id and image_id = image.id)
      """;
  private static final String WITHDRAW_RETIRED_IMAGES =
      """
      delete from work_item using image
      where run_id = :id and state = 'queued'
        and image.id = image_id and image.retired_at is not null
      """;
  private static final String ADD_MISSING_IMAGES =
      """
      insert into work_item (run_id, image_id)
      select run.id, image.id
      from run join image using (dataset_id)
      where run.id = :id and image.retired_at is null
      order by image.id
      on conflict (run_id, image_id) do nothing
      """;

  private final JdbcClient jdbc;

  public Runs(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Returns the unfinished run of these three, or a new one with a queued item for each current
   * image. At most one unfinished run of the same three exists, whoever asks at the same time.
   */
  public Run findOrCreate(long datasetId, long promptSetId, long modelId, Instant now) {
    Optional<Run> created =
        ofThree(CREATE_WITH_ITEMS, datasetId, promptSetId, modelId)
            .param("now", Columns.timestamp(now))
            .query(Runs::map)
            .optional();
    return created.or(() -> findUnfinished(datasetId, promptSetId, modelId)).orElseThrow();
  }

  /** Returns the run of these three that is not complete. */
  public Optional<Run> findUnfinished(long datasetId, long promptSetId, long modelId) {
    return ofThree(SELECT_UNFINISHED, datasetId, promptSetId, modelId).query(Runs::map).optional();
  }

  public Optional<Run> find(long id) {
    return jdbc.sql(SELECT_BY_ID).param("id", id).query(Runs::map).optional();
  }

  /** Returns those with greater ids than {@code after} (0 for the first page), by id. */
  public List<Run> page(long after, int limit) {
    return jdbc.sql(SELECT_PAGE)
        .param("after", after)
        .param("limit", limit)
        .query(Runs::map)
        .list();
  }

  /**
   * Sets a run to running, for the first time or again.
   *
   * @throws StaleStateException where it is running or complete
   */
  public Run start(long id, UUID owner, Instant now) {
    return jdbc.sql(START)
        .param("id", id)
        .param("owner", owner)
        .param("now", Columns.timestamp(now))
        .query(Runs::map)
        .optional()
        .orElseThrow(() -> new StaleStateException("run " + id, "created, stopped or failed"));
  }

  /**
   * Ends a run that this owner works on.
   *
   * @param reason needed where the state is {@link RunState#FAILED}
   * @throws StaleStateException where it is not running, or another process has taken it over
   */
  public Run end(long id, UUID owner, RunState state, Optional<String> reason, Instant now) {
    if (!state.isEnd()) {
      throw new IllegalArgumentException("a run does not end as " + state.word());
    }
    return jdbc.sql(END)
        .param("id", id)
        .param("owner", owner)
        .param("state", state.word())
        .param("reason", reason.map(Columns::storable).orElse(null))
        .param("now", Columns.timestamp(now))
        .query(Runs::map)
        .optional()
        .orElseThrow(() -> new StaleStateException("run " + id, "running here"));
  }

  /**
   * Sets the runs of dead owners to stopped, with the reason, and returns them. Waits for no lock:
   * those that are locked are left to a later call.
   */
  public List<Run> stopOrphans(Liveness liveness, Instant now) {
    return jdbc.sql(STOP_ORPHANS)
        .param("self", liveness.self())
        .param("alone", liveness.alone())
        .param("deadAfter", liveness.deadAfterSeconds())
        .param("reason", LEFT_BEHIND)
        .param("now", Columns.timestamp(now))
        .query(Runs::map)
        .list();
  }

  /** Returns the runs that {@link #stopOrphans} stopped, whenever, and nobody has resumed since. */
  public List<Run> leftBehind() {
    return jdbc.sql(SELECT_LEFT_BEHIND).param("reason", LEFT_BEHIND).query(Runs::map).list();
  }

  /**
   * Brings the items of a run in line with its data set: queued items of retired images go, images
   * that are new or back since get one. Two statements: call it in a transaction.
   */
  public void refreshItems(long id) {
    jdbc.sql(WITHDRAW_RETIRED_IMAGES).param("id", id).update();
    jdbc.sql(ADD_MISSING_IMAGES).param("id", id).update();
  }

  /** Returns the running runs of an owner. */
  public List<Run> ownedBy(UUID owner) {
    return jdbc.sql(SELECT_OWNED).param("owner", owner).query(Runs::map).list();
  }

  /** Returns the number of current images of the data set that the run has no item for. */
  public long countImagesWithoutItem(long id) {
    return jdbc.sql(COUNT_IMAGES_WITHOUT_ITEM).param("id", id).query(Long.class).single();
  }

  private JdbcClient.StatementSpec ofThree(String sql, long dataset, long promptSet, long model) {
    return jdbc.sql(sql)
        .param("dataset", dataset)
        .param("promptSet", promptSet)
        .param("model", model);
  }

  private static Run map(ResultSet row, int number) throws SQLException {
    return new Run(
        row.getLong("id"),
        row.getLong("dataset_id"),
        row.getLong("prompt_set_id"),
        row.getLong("model_id"),
        RunState.of(row.getString("state")),
        Columns.optionalUuid(row, "owner"),
        Columns.optionalText(row, "reason"),
        Columns.instant(row, "created_at"),
        Columns.optionalInstant(row, "started_at"),
        Columns.optionalInstant(row, "ended_at"));
  }
}
