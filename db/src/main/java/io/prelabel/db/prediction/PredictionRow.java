package io.prelabel.db.prediction;

import io.prelabel.db.jdbc.Columns;
import io.prelabel.plugin.image.PictureSize;
import io.prelabel.plugin.mask.Box;
import io.prelabel.plugin.mask.CocoCounts;
import io.prelabel.plugin.mask.Mask;
import io.prelabel.plugin.mask.QuantizedLogits;
import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.MaskPrediction;
import io.prelabel.plugin.model.Outcome;
import io.prelabel.plugin.model.PromptScore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Between a prediction and its row. */
final class PredictionRow {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<List<PromptScore>> SCORES = new TypeReference<>() {};

  private PredictionRow() {}

  static MapSqlParameterSource parameters(ImageAnswers answers, int classPosition, Instant now) {
    MaskPrediction answer = answers.predictions().get(classPosition);
    Mask mask = answer.mask();
    Box box = mask.box();
    Optional<QuantizedLogits> logits = answer.logits();
    return new MapSqlParameterSource()
        .addValue("run", answers.runId())
        .addValue("image", answers.imageId())
        .addValue("className", answer.classPrompt().name())
        .addValue("classPosition", classPosition)
        .addValue("outcome", answer.outcome().name().toLowerCase(Locale.ROOT))
        .addValue("width", mask.width())
        .addValue("height", mask.height())
        .addValue("counts", mask.isEmpty() ? null : CocoCounts.encode(mask))
        .addValue("area", mask.area())
        .addValue("boxX", box.x())
        .addValue("boxY", box.y())
        .addValue("boxWidth", box.width())
        .addValue("boxHeight", box.height())
        .addValue("maskScore", answer.maskScore())
        .addValue("presence", Columns.nullable(answer.presence()))
        .addValue("presenceThreshold", Columns.nullable(answer.classPrompt().presenceThreshold()))
        .addValue("promptScores", JSON.writeValueAsString(answer.promptScores()))
        .addValue("threshold", answer.classPrompt().threshold())
        .addValue("minimumArea", answer.classPrompt().minimumArea())
        .addValue("logits", logits.map(QuantizedLogits::toBytes).orElse(null))
        .addValue("logitRows", logits.map(QuantizedLogits::rows).orElse(null))
        .addValue("logitColumns", logits.map(QuantizedLogits::columns).orElse(null))
        .addValue("logitLimit", logits.map(QuantizedLogits::limit).orElse(null))
        .addValue("modelVersion", answers.versions().model())
        .addValue("promptSetVersion", answers.versions().promptSet())
        .addValue("questionVersion", answers.versions().classes().get(classPosition))
        .addValue("now", Columns.timestamp(now));
  }

  /** Reads a row of {@code prediction} with the class's part of the prompt set beside it. */
  static Prediction map(ResultSet row, int number) throws SQLException {
    return new Prediction(
        row.getLong("id"),
        row.getLong("run_id"),
        row.getLong("image_id"),
        row.getInt("class_position"),
        answer(row),
        row.getLong("area"),
        new Box(
            row.getInt("box_x"),
            row.getInt("box_y"),
            row.getInt("box_width"),
            row.getInt("box_height")),
        row.getString("model_version"),
        row.getString("prompt_set_version"),
        Columns.instant(row, "created_at"));
  }

  /** Reads what the model said, without what the row is known by. */
  static MaskPrediction answer(ResultSet row) throws SQLException {
    ClassPrompt asked = JSON.readValue(row.getString("class_prompt"), ClassPrompt.class);
    return new MaskPrediction(
        asked
            .with(row.getDouble("threshold"), row.getInt("minimum_area"))
            .withPresence(Columns.optionalDouble(row, "presence_threshold")),
        Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
        mask(row, new PictureSize(row.getInt("width"), row.getInt("height"))),
        logits(row),
        row.getDouble("mask_score"),
        Columns.optionalDouble(row, "presence"),
        JSON.readValue(row.getString("prompt_scores"), SCORES));
  }

  private static Mask mask(ResultSet row, PictureSize size) throws SQLException {
    String counts = row.getString("mask_counts");
    return counts == null
        ? Mask.empty(size.width(), size.height())
        : CocoCounts.decode(size.width(), size.height(), counts);
  }

  private static Optional<QuantizedLogits> logits(ResultSet row) throws SQLException {
    byte[] levels = row.getBytes("logits");
    return levels == null
        ? Optional.empty()
        : Optional.of(
            QuantizedLogits.fromBytes(
                row.getInt("logit_rows"),
                row.getInt("logit_columns"),
                row.getFloat("logit_limit"),
                levels));
  }
}
