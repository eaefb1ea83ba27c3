package io.prelabel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A team that has a PostgreSQL uses it by three variables, and no other is started. */
class ExternalDatabaseIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String PASSWORD = "correct horse battery staple";

  @TempDir Path folder;

  @Test
  void run_onAnExternalPostgres_storesThereAlone() throws Exception {
    Scenes.write(folder.resolve("pictures"), 4, 23);
    try (EmbeddedPostgres external = EmbeddedPostgres.start();
        Connection connection = external.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create role labeler login password '%s'".formatted(PASSWORD));
      statement.execute("create database labels owner labeler");

      try (PrelabelProcess run = run(external.getJdbcUrl("labeler", "labels"))) {
        assertThat(run.awaitExit(PATIENCE)).as(run.output()).isZero();
        assertThat(run.output()).doesNotContain(PASSWORD);
      }

      try (Connection labels = external.getDatabase("labeler", "labels").getConnection();
          Statement count = labels.createStatement();
          ResultSet result = count.executeQuery("select count(*) from prediction")) {
        assertThat(result.next()).isTrue();
        assertThat(result.getInt(1)).isEqualTo(4);
      }
    }
    assertThat(folder.resolve("home/database")).doesNotExist();
    assertThat(folder.resolve("out/coco.json")).isNotEmptyFile();
  }

  private PrelabelProcess run(String url) throws Exception {
    return PrelabelProcess.start(
        folder.resolve("home"),
        folder,
        Map.of(
            "SPRING_DATASOURCE_URL",
            url.replaceAll("[?].*", ""),
            "SPRING_DATASOURCE_USERNAME",
            "labeler",
            "SPRING_DATASOURCE_PASSWORD",
            PASSWORD),
        "run",
        "--images",
        "pictures",
        "--prompts",
        "circle",
        "--checkpoint",
        Demo.checkpoint().toString(),
        "--out",
        "out");
  }
}
