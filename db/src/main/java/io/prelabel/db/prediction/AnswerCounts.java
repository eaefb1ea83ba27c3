package io.prelabel.db.prediction;

import io.prelabel.plugin.model.Outcome;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts what runs say. Thread-safe. */
public final class AnswerCounts {
  private static final String COUNT_OUTCOMES =
      "select outcome, count(*) as pairs from prediction where run_id = :run group by outcome";
  private static final String COUNT_OUTCOMES_OF_IMAGES =
      """
      select image_id, outcome, count(*) as pairs from prediction
      where run_id = :run and image_id = any(:images)
      group by image_id, outcome
      """;
  private static final String COUNT_ATTRIBUTES =
      """
      select name, best, count(*) as images from attribute_answer
      where run_id = :run
      group by name, position, answers, best
      order by position, array_position(answers, best)
      """;

  private final JdbcClient jdbc;

  public AnswerCounts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Returns the number of pairs of image and class by outcome; outcomes that occur. */
  public Map<Outcome, Long> outcomes(long runId) {
    Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    jdbc.sql(COUNT_OUTCOMES)
        .param("run", runId)
        .query(
            row -> {
              counts.put(outcome(row.getString("outcome")), row.getLong("pairs"));
            });
    return counts;
  }

  /** Returns the number of classes by outcome, for each of some images that has answers. */
  public Map<Long, Map<Outcome, Long>> outcomes(long runId, Collection<Long> imageIds) {
    Map<Long, Map<Outcome, Long>> counts = new HashMap<>();
    jdbc.sql(COUNT_OUTCOMES_OF_IMAGES)
        .param("run", runId)
        .param("images", imageIds.toArray(Long[]::new))
        .query(
            row -> {
              counts
                  .computeIfAbsent(row.getLong("image_id"), id -> new EnumMap<>(Outcome.class))
                  .put(outcome(row.getString("outcome")), row.getLong("pairs"));
            });
    return counts;
  }

  /**
   * Returns the number of images by attribute and best answer, in the order of the prompt set;
   * answers that occur.
   */
  public Map<String, Map<String, Long>> attributes(long runId) {
    Map<String, Map<String, Long>> counts = new LinkedHashMap<>();
    jdbc.sql(COUNT_ATTRIBUTES)
        .param("run", runId)
        .query(
            row -> {
              counts
                  .computeIfAbsent(row.getString("name"), name -> new LinkedHashMap<>())
                  .put(row.getString("best"), row.getLong("images"));
            });
    return counts;
  }

  private static Outcome outcome(String word) {
    return Outcome.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
