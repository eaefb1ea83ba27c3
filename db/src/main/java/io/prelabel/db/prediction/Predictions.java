package io.prelabel.db.prediction;

import io.prelabel.db.dataset.Image;
import io.prelabel.db.dataset.Images;
import io.prelabel.db.jdbc.Columns;
import io.prelabel.db.run.WorkItemState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All predictions; written once, at most one per run, image and class. Thread-safe. */
public final class Predictions {
  private static final int PAGE = 50;

  private static final String INSERT =
      """
      insert into prediction
        (run_id, image_id, class_name, class_position, outcome, width, height, mask_counts, area,
         box_x, box_y, box_width, box_height, mask_score, presence, prompt_scores, threshold,
         minimum_area, logits, logit_rows, logit_columns, logit_limit, model_version,
         prompt_set_version, created_at)
      values
        (:run, :image, :className, :classPosition, :outcome, :width, :height, :counts, :area,
         :boxX, :boxY, :boxWidth, :boxHeight, :maskScore, :presence, :promptScores::jsonb,
         :threshold, :minimumArea, :logits, :logitRows, :logitColumns, :logitLimit, :modelVersion,
         :promptSetVersion, :now)
      """;

  /**
   * Predictions exist where an item ended well, and only there. Materialized and lateral, so that
   * the way is by bytes to images to predictions, each by its index: a plan over whole tables,
   * which is cheaper while they are small, would be kept while they grow.
   */
  private static final String COPY_FROM_EQUAL =
      """
      with same_bytes as materialized (
        select other.id
        from image as wanted join image as other on other.sha256 = wanted.sha256
        where wanted.id = :image
      ), equal_item as materialized (
        select found.run_id, found.image_id
        from same_bytes cross join lateral (
          select run_id, image_id from prediction
          where image_id = same_bytes.id
            and model_version = :modelVersion and prompt_set_version = :promptSetVersion
          limit 1
        ) as found
        limit 1
      )
      insert into prediction
        (run_id, image_id, class_name, class_position, outcome, width, height, mask_counts, area,
         box_x, box_y, box_width, box_height, mask_score, presence, prompt_scores, threshold,
         minimum_area, logits, logit_rows, logit_columns, logit_limit, model_version,
         prompt_set_version, created_at)
      select
         :run, :image, class_name, class_position, outcome, width, height, mask_counts, area,
         box_x, box_y, box_width, box_height, mask_score, presence, prompt_scores, threshold,
         minimum_area, logits, logit_rows, logit_columns, logit_limit, model_version,
         prompt_set_version, :now
      from prediction join equal_item using (run_id, image_id)
      returning outcome,
        (select notes from work_item join equal_item using (run_id, image_id)) as notes
      """;

  private static final String SELECT =
      """
      select prediction.*, prompt_set.document -> 'classes' -> class_position as class_prompt
      from prediction
        join run on run.id = prediction.run_id
        join prompt_set on prompt_set.id = run.prompt_set_id
      """;
  private static final String SELECT_BY_ID = SELECT + "where prediction.id = :id";
  private static final String SELECT_OF_IMAGES =
      SELECT
          + """
          where prediction.run_id = :run and prediction.image_id in (:images)
          order by prediction.image_id, class_position
          """;
  private static final String SELECT_OF_IMAGE =
      SELECT + "where prediction.image_id = :image order by prediction.run_id, class_position";
  private static final String SELECT_ITEMS =
      """
      select work_item.id as item_id, work_item.state as item_state, image.*
      from work_item join image on image.id = image_id
      where run_id = :run and work_item.id > :after
      order by work_item.id limit :limit
      """;

  private final JdbcClient jdbc;
  private final NamedParameterJdbcTemplate batch;

  public Predictions(JdbcClient jdbc, NamedParameterJdbcTemplate batch) {
    this.jdbc = jdbc;
    this.batch = batch;
  }

  /**
   * Stores all answers about an image, in one batch; call it in the transaction that ends the work
   * item.
   *
   * @throws org.springframework.dao.DuplicateKeyException where the run has answers about it
   */
  public void insert(ImageAnswers answers, Instant now) {
    List<SqlParameterSource> rows = new ArrayList<>();
    for (int i = 0; i < answers.answers().size(); i++) {
      rows.add(PredictionRow.parameters(answers, i, answers.answers().get(i), now));
    }
    batch.batchUpdate(INSERT, rows.toArray(SqlParameterSource[]::new));
  }

  /**
   * Copies the answers from an item that ended well on the same bytes, model version and prompt-set
   * version, in this or another run.
   *
   * @return what the copied answers mean for the item, or empty where there is none to copy from
   */
  public Optional<CopiedAnswers> copyFromEqual(
      long runId, long imageId, String modelVersion, String promptSetVersion, Instant now) {
    Set<String> outcomes = new HashSet<>();
    List<List<String>> notes =
        jdbc.sql(COPY_FROM_EQUAL)
            .param("run", runId)
            .param("image", imageId)
            .param("modelVersion", modelVersion)
            .param("promptSetVersion", promptSetVersion)
            .param("now", Columns.timestamp(now))
            .query(
                (row, number) -> {
                  outcomes.add(row.getString("outcome"));
                  return Columns.texts(row, "notes");
                })
            .list();
    if (notes.isEmpty()) {
      return Optional.empty();
    }
    boolean nothingThere = outcomes.stream().allMatch(o -> o.equals("empty") || o.equals("absent"));
    WorkItemState state = nothingThere ? WorkItemState.EMPTY : WorkItemState.DONE;
    return Optional.of(new CopiedAnswers(state, notes.get(0)));
  }

  public Optional<Prediction> find(long id) {
    return jdbc.sql(SELECT_BY_ID).param("id", id).query(PredictionRow::map).optional();
  }

  /** Returns what a run says about an image, in the order of the prompt set's classes. */
  public List<Prediction> of(long runId, long imageId) {
    return ofImages(runId, List.of(imageId));
  }

  /** Returns what all runs say about an image, oldest run first. */
  public List<Prediction> of(long imageId) {
    return jdbc.sql(SELECT_OF_IMAGE).param("image", imageId).query(PredictionRow::map).list();
  }

  /**
   * Hands over all images of a run with their predictions, in the order in which they were
   * registered. Reads in pages of {@value #PAGE} images: memory stays bounded, and no transaction
   * is held open.
   */
  public void forEachImage(long runId, Consumer<ImageResult> consumer) {
    long after = 0;
    List<ItemOnPage> page;
    do {
      page =
          jdbc.sql(SELECT_ITEMS)
              .param("run", runId)
              .param("after", after)
              .param("limit", PAGE)
              .query(Predictions::mapItem)
              .list();
      Map<Long, List<Prediction>> predictions = byImage(runId, page);
      for (ItemOnPage item : page) {
        long imageId = item.image().id();
        consumer.accept(
            new ImageResult(
                item.image(), item.state(), predictions.getOrDefault(imageId, List.of())));
        after = item.itemId();
      }
    } while (page.size() == PAGE);
  }

  private Map<Long, List<Prediction>> byImage(long runId, List<ItemOnPage> page) {
    return ofImages(runId, page.stream().map(item -> item.image().id()).toList()).stream()
        .collect(Collectors.groupingBy(Prediction::imageId));
  }

  private List<Prediction> ofImages(long runId, List<Long> imageIds) {
    if (imageIds.isEmpty()) {
      return List.of();
    }
    return jdbc.sql(SELECT_OF_IMAGES)
        .param("run", runId)
        .param("images", imageIds)
        .query(PredictionRow::map)
        .list();
  }

  private static ItemOnPage mapItem(ResultSet row, int number) throws SQLException {
    return new ItemOnPage(
        row.getLong("item_id"),
        WorkItemState.valueOf(row.getString("item_state").toUpperCase(Locale.ROOT)),
        Images.map(row, number));
  }

  private record ItemOnPage(long itemId, WorkItemState state, Image image) {}
}
