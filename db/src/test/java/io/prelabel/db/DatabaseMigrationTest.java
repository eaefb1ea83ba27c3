package io.prelabel.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.prelabel.db.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DatabaseMigrationTest {
  @RegisterExtension final TestDatabase database = new TestDatabase();

  @Test
  void migrate_aDatabaseThatIsUpToDate_appliesNothing() {
    assertThat(DatabaseMigration.migrate(database.dataSource())).isZero();
  }

  @Test
  void migrate_anEmptyDatabase_makesOurTablesAndSpringBatchs() {
    assertThat(
            database
                .jdbc()
                .sql("select tablename from pg_tables where schemaname = 'public'")
                .query(String.class)
                .list())
        .contains("dataset", "image", "prompt_set", "model", "run", "work_item", "prediction")
        .contains("process", "batch_job_instance", "batch_step_execution_context");
  }

  @Test
  void everyTableOfOurs_saysWhatItIs() {
    assertThat(
            database
                .jdbc()
                .sql(
                    """
                    select relname from pg_class
                    where relnamespace = 'public'::regnamespace and relkind = 'r'
                      and relname not like 'batch%' and relname <> 'flyway_schema_history'
                      and obj_description(oid) is null
                    """)
                .query(String.class)
                .list())
        .isEmpty();
  }
}
