package io.prelabel.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.prelabel.db.prompt.StoredPromptSet;
import io.prelabel.db.testing.TestDatabase;
import io.prelabel.plugin.mask.LogitGrid;
import io.prelabel.plugin.mask.QuantizedLogits;
import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.MaskPrediction;
import io.prelabel.plugin.model.Outcome;
import io.prelabel.plugin.model.Prompt;
import io.prelabel.plugin.model.PromptKind;
import io.prelabel.plugin.model.PromptScore;
import io.prelabel.plugin.model.PromptSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What was stored by an earlier version is read, and found, by this one. */
class OldDatabaseTest {
  @RegisterExtension final TestDatabase database = new TestDatabase();

  /** As the program wrote it before presence could be asked for. */
  private static final String ROWS =
      """
      insert into dataset (name, root_uri, created_at) values ('d', 'file:///d/', now());
      insert into image (dataset_id, uri, file_name, sha256, byte_count, modified_at, registered_at)
        values (1, 'file:///d/a.png', 'a.png', repeat('0', 64), 1, now(), now());
      insert into prompt_set (version, name, created_at, document) values ('ps-old', 'p', now(), '
        {"classes": [
          {"name": "dog", "split": false, "colour": null, "prompts": [{"kind": "CLASS", "text": "dog"}],
           "threshold": 0.5, "minimumArea": 0},
          {"name": "cat", "split": true, "colour": "#ff8800", "prompts": [
            {"kind": "CLASS", "text": "cat"}, {"kind": "INSTRUCTION", "text": "Find the 猫, quick: 5%%."}],
           "threshold": 0.4, "minimumArea": 10}]}');
      insert into model (version, name, checkpoint, created_at) values ('m-1', 'm', '/m', now());
      insert into run (dataset_id, prompt_set_id, model_id, state, created_at)
        values (1, 1, 1, 'created', now());
      insert into work_item (run_id, image_id) values (1, 1);
      insert into prediction
        (run_id, image_id, class_name, class_position, outcome, width, height, mask_counts, area,
         box_x, box_y, box_width, box_height, mask_score, presence, prompt_scores, threshold,
         minimum_area, logits, logit_rows, logit_columns, logit_limit, model_version,
         prompt_set_version, created_at)
      select 1, 1, name, position, 'empty', 4, 3, null, 0, 0, 0, 0, 0, 0, null,
        '[{"prompt": {"kind": "CLASS", "text": "dog"}, "presence": null, "maskScore": 0.0}]',
        0.5, 0, decode('%s', 'hex'), 1, 1, 1, 'm-1', 'ps-old', now()
      from (values ('dog', 0), ('cat', 1)) as c (name, position);
      """;

  @Test
  void migrate_bringsOldRowsToTheNewShape() {
    flyway("2").clean();
    flyway("2").migrate();
    QuantizedLogits logits = QuantizedLogits.of(new LogitGrid(1, 1, new float[] {-1}));
    database.jdbc().sql(ROWS.formatted(HexFormat.of().formatHex(logits.toBytes()))).update();
    DatabaseMigration.migrate(database.dataSource());

    StoredPromptSet stored = database.promptSets().find(1).orElseThrow();
    ClassPrompt dog =
        new ClassPrompt(
            "dog",
            List.of(Prompt.ofClass("dog")),
            0.5,
            OptionalDouble.empty(),
            0,
            false,
            Optional.empty());
    ClassPrompt cat =
        new ClassPrompt(
            "cat",
            List.of(
                Prompt.ofClass("cat"),
                new Prompt("Find the 猫, quick: 5%.", PromptKind.INSTRUCTION)),
            0.4,
            OptionalDouble.empty(),
            10,
            true,
            Optional.of("#ff8800"));
    PromptSet set = PromptSet.of(List.of(dog, cat));
    assertThat(stored.promptSet()).isEqualTo(set);
    assertThat(stored.version()).isEqualTo("ps-old");
    assertThat(
            database
                .jdbc()
                .sql("select question_version from prediction order by class_position")
                .query(String.class)
                .list())
        .containsExactly(set.questionVersion(dog), set.questionVersion(cat));
    MaskPrediction ofDog = database.predictions().of(1, 1).get(0).answer();
    assertThat(ofDog.outcome()).isEqualTo(Outcome.EMPTY);
    assertThat(ofDog.classPrompt()).isEqualTo(dog);
    assertThat(ofDog.logits()).contains(logits);
    assertThat(ofDog.promptScores())
        .containsExactly(
            new PromptScore(Prompt.ofClass("dog"), OptionalDouble.empty(), OptionalDouble.of(0)));
  }

  private Flyway flyway(String version) {
    return Flyway.configure()
        .dataSource(database.dataSource())
        .locations(DatabaseMigration.LOCATION)
        .target(version)
        .cleanDisabled(false)
        .load();
  }
}
