package io.prelabel.db.prediction;

import io.prelabel.db.jdbc.Columns;
import io.prelabel.plugin.model.MaskPrediction;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds what is known of images by their bytes. Thread-safe. */
final class EarlierAnswersQuery {
  /**
   * Materialized and lateral, so that the way is by bytes to images to answers, each by its index:
   * a plan over whole tables, which is cheaper while they are small, would be kept while they grow.
   */
  private static final String SAME_BYTES =
      """
      with wanted as materialized (
        select id, sha256 from image where id = any(:images)
      ), same_bytes as materialized (
        select wanted.id as wanted_id, other.id as other_id
        from wanted cross join lateral (
          select id from image where sha256 = wanted.sha256 offset 0
        ) as other
      )
      """;

  /**
   * Answers exist where an item ended well, and only there. One of those is enough that hold the
   * same: they were cut from one asking, at several thresholds. Whether the presence was to be
   * asked is seen by its threshold alone where the model has no such question.
   */
  private static final String SELECT_PREDICTIONS =
      SAME_BYTES
          + """
          select distinct on
            (wanted_id, found.question_version, prompt_scores, presence_threshold is null)
            wanted_id, found.*
          from same_bytes cross join lateral (
            select prediction.*, work_item.notes,
              prompt_set.document -> 'classes' -> class_position as class_prompt
            from prediction
              join work_item using (run_id, image_id)
              join run on run.id = prediction.run_id
              join prompt_set on prompt_set.id = run.prompt_set_id
            where image_id = other_id
              and model_version = :model and question_version = any(:questions)
            offset 0
          ) as found
          order by wanted_id, found.question_version, prompt_scores, presence_threshold is null,
            found.id
          """;

  private static final String SELECT_SHARES =
      SAME_BYTES
          + """
          select distinct on (wanted_id, question_version) wanted_id, question_version, shares
          from same_bytes cross join lateral (
            select question_version, shares from attribute_answer
            where image_id = other_id
              and model_version = :model and question_version = any(:questions)
            offset 0
          ) as found
          order by wanted_id, question_version
          """;

  private final JdbcClient jdbc;

  EarlierAnswersQuery(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Returns what is known, by image; an image that nothing is known of is left out. */
  Map<Long, EarlierAnswers> find(Collection<Long> imageIds, AnswerVersions versions) {
    Map<Long, Builder> found = new HashMap<>();
    statement(SELECT_PREDICTIONS, imageIds, versions.model(), versions.classes())
        .query(
            row -> {
              Builder image = found.computeIfAbsent(row.getLong("wanted_id"), id -> new Builder());
              image
                  .predictions
                  .computeIfAbsent(row.getString("question_version"), q -> new TreeMap<>())
                  .put(row.getLong("id"), PredictionRow.answer(row));
              image.notes = Columns.texts(row, "notes");
            });
    if (!versions.attributes().isEmpty()) {
      statement(SELECT_SHARES, imageIds, versions.model(), versions.attributes())
          .query(
              row -> {
                found
                    .computeIfAbsent(row.getLong("wanted_id"), id -> new Builder())
                    .shares
                    .put(row.getString("question_version"), Columns.doubles(row, "shares"));
              });
    }
    Map<Long, EarlierAnswers> answers = new HashMap<>();
    found.forEach((imageId, image) -> answers.put(imageId, image.build()));
    return answers;
  }

  private JdbcClient.StatementSpec statement(
      String sql, Collection<Long> imageIds, String model, List<String> questions) {
    return jdbc.sql(sql)
        .param("images", imageIds.toArray(Long[]::new))
        .param("model", model)
        .param("questions", questions.toArray(String[]::new));
  }

  /** Gathers the rows of one image. */
  private static final class Builder {
    private final Map<String, Map<Long, MaskPrediction>> predictions = new HashMap<>();
    private final Map<String, List<Double>> shares = new HashMap<>();
    private List<String> notes = List.of();

    EarlierAnswers build() {
      Map<String, List<MaskPrediction>> oldestFirst = new HashMap<>();
      predictions.forEach((version, byId) -> oldestFirst.put(version, List.copyOf(byId.values())));
      return new EarlierAnswers(oldestFirst, shares, notes);
    }
  }
}
