package io.prelabel.db.prediction;

import io.prelabel.db.jdbc.Columns;
import io.prelabel.plugin.model.Attribute;
import io.prelabel.plugin.model.AttributeAnswer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of {@code attribute_answer}: written once, at most one per run, image and name. */
final class AttributeRows {
  private static final String INSERT =
      """
      insert into attribute_answer
        (run_id, image_id, name, position, question, answers, shares, best, model_version,
         question_version, created_at)
      values
        (:run, :image, :name, :position, :question, :answers, :shares, :best, :modelVersion,
         :questionVersion, :now)
      """;
  private static final String SELECT_OF_IMAGES =
      """
      select * from attribute_answer where run_id = :run and image_id = any(:images)
      order by image_id, position
      """;
  private static final String SELECT_OF_IMAGE =
      "select * from attribute_answer where image_id = :image order by run_id, position";

  private final JdbcClient jdbc;
  private final NamedParameterJdbcTemplate batch;

  AttributeRows(JdbcClient jdbc, NamedParameterJdbcTemplate batch) {
    this.jdbc = jdbc;
    this.batch = batch;
  }

  void insert(Collection<ImageAnswers> answers, Instant now) {
    List<SqlParameterSource> rows = new ArrayList<>();
    for (ImageAnswers image : answers) {
      for (int i = 0; i < image.attributes().size(); i++) {
        rows.add(parameters(image, i, now));
      }
    }
    if (!rows.isEmpty()) {
      batch.batchUpdate(INSERT, rows.toArray(SqlParameterSource[]::new));
    }
  }

  private static SqlParameterSource parameters(ImageAnswers image, int position, Instant now) {
    AttributeAnswer answer = image.attributes().get(position);
    Attribute attribute = answer.attribute();
    return new MapSqlParameterSource()
        .addValue("run", image.runId())
        .addValue("image", image.imageId())
        .addValue("name", attribute.name())
        .addValue("position", position)
        .addValue("question", attribute.question())
        .addValue("answers", attribute.answers().toArray(String[]::new))
        .addValue("shares", answer.shares().toArray(Double[]::new))
        .addValue("best", answer.best())
        .addValue("modelVersion", image.versions().model())
        .addValue("questionVersion", image.versions().attributes().get(position))
        .addValue("now", Columns.timestamp(now));
  }

  /** Returns what a run says about images, by image and then in the order of the prompt set. */
  List<StoredAttribute> of(long runId, Collection<Long> imageIds) {
    return jdbc.sql(SELECT_OF_IMAGES)
        .param("run", runId)
        .param("images", imageIds.toArray(Long[]::new))
        .query(AttributeRows::map)
        .list();
  }

  List<StoredAttribute> of(long imageId) {
    return jdbc.sql(SELECT_OF_IMAGE).param("image", imageId).query(AttributeRows::map).list();
  }

  private static StoredAttribute map(ResultSet row, int number) throws SQLException {
    Attribute attribute =
        new Attribute(
            row.getString("name"), row.getString("question"), Columns.texts(row, "answers"));
    return new StoredAttribute(
        row.getLong("run_id"),
        row.getLong("image_id"),
        new AttributeAnswer(attribute, Columns.doubles(row, "shares")));
  }
}
