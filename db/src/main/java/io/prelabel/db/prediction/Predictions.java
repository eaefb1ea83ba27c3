package io.prelabel.db.prediction;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.prelabel.db.dataset.Image;
import io.prelabel.db.dataset.Images;
import io.prelabel.db.run.WorkItemState;
import io.prelabel.plugin.model.AttributeAnswer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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
         box_x, box_y, box_width, box_height, mask_score, presence, presence_threshold,
         prompt_scores, threshold, minimum_area, logits, logit_rows, logit_columns, logit_limit,
         model_version, prompt_set_version, question_version, created_at)
      values
        (:run, :image, :className, :classPosition, :outcome, :width, :height, :counts, :area,
         :boxX, :boxY, :boxWidth, :boxHeight, :maskScore, :presence, :presenceThreshold,
         :promptScores::jsonb, :threshold, :minimumArea, :logits, :logitRows, :logitColumns,
         :logitLimit, :modelVersion, :promptSetVersion, :questionVersion, :now)
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
  private final AttributeRows attributes;
  private final EarlierAnswersQuery earlier;

  public Predictions(JdbcClient jdbc, NamedParameterJdbcTemplate batch) {
    this.jdbc = jdbc;
    this.batch = batch;
    this.attributes = new AttributeRows(jdbc, batch);
    this.earlier = new EarlierAnswersQuery(jdbc);
  }

  /**
   * Stores all answers about images, in one batch; call it in the transaction that ends their work
   * items.
   *
   * @throws org.springframework.dao.DuplicateKeyException where the run has answers about one
   */
  public void insert(Collection<ImageAnswers> answers, Instant now) {
    List<SqlParameterSource> rows = new ArrayList<>();
    for (ImageAnswers image : answers) {
      for (int i = 0; i < image.predictions().size(); i++) {
        rows.add(PredictionRow.parameters(image, i, now));
      }
    }
    batch.batchUpdate(INSERT, rows.toArray(SqlParameterSource[]::new));
    attributes.insert(answers, now);
  }

  /**
   * Returns what is known of images from any run that asked the model about the same bytes, as far
   * as it answers what is asked now.
   *
   * @return by image; one that nothing is known of is left out
   */
  public Map<Long, EarlierAnswers> earlier(Collection<Long> imageIds, AnswerVersions versions) {
    return earlier.find(imageIds, versions);
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

  /** Returns what a run says about images as a whole, by image, in the prompt set's order. */
  public List<StoredAttribute> attributesOf(long runId, Collection<Long> imageIds) {
    return attributes.of(runId, imageIds);
  }

  /** Returns what all runs say about an image as a whole, oldest run first. */
  public List<StoredAttribute> attributesOf(long imageId) {
    return attributes.of(imageId);
  }

  /**
   * Hands over all images of a run with what it says about them, in the order in which they were
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
      List<Long> imageIds = page.stream().map(item -> item.image().id()).toList();
      Map<Long, List<Prediction>> predictions =
          ofImages(runId, imageIds).stream().collect(groupingBy(Prediction::imageId));
      Map<Long, List<AttributeAnswer>> answers =
          attributes.of(runId, imageIds).stream()
              .collect(
                  groupingBy(StoredAttribute::imageId, mapping(StoredAttribute::answer, toList())));
      for (ItemOnPage item : page) {
        long imageId = item.image().id();
        consumer.accept(
            new ImageResult(
                item.image(),
                item.state(),
                predictions.getOrDefault(imageId, List.of()),
                answers.getOrDefault(imageId, List.of())));
        after = item.itemId();
      }
    } while (page.size() == PAGE);
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
