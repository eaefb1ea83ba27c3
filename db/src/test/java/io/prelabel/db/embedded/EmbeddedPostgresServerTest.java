package io.prelabel.db.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class EmbeddedPostgresServerTest {
  @TempDir Path home;

  @Test
  void start_afterItsProcessWasKilled_stopsTheOrphanAndKeepsWhatWasCommitted() throws IOException {
    SecondJvm.start(home, "with database").close();
    long orphan = pidOfServer();
    assertThat(ProcessHandle.of(orphan)).as("the server outlives its JVM").isPresent();

    try (EmbeddedPostgresServer server = EmbeddedPostgresServer.start(home)) {
      assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive)).isEmpty();
      JdbcClient jdbc = JdbcClient.create(server.dataSource());
      assertThat(jdbc.sql("select word from kept").query(String.class).list())
          .containsExactly("committed");
      assertThat(setting(jdbc, "fsync")).isEqualTo("on");
      assertThat(setting(jdbc, "synchronous_commit")).isEqualTo("on");
      assertThat(setting(jdbc, "full_page_writes")).isEqualTo("on");
      assertThat(setting(jdbc, "listen_addresses")).isEqualTo("localhost");
    }

    // A process id that was given to another program since: this one.
    Files.writeString(pidFile(), ProcessHandle.current().pid() + "\n");
    try (EmbeddedPostgresServer server = EmbeddedPostgresServer.start(home)) {
      assertThat(pidOfServer()).isNotEqualTo(ProcessHandle.current().pid());
      assertThat(server.jdbcUrl()).contains(Integer.toString(server.port()));
    }
  }

  private Path pidFile() {
    return home.resolve("database/postmaster.pid");
  }

  private long pidOfServer() throws IOException {
    return Long.parseLong(Files.readAllLines(pidFile()).get(0).strip());
  }

  private static String setting(JdbcClient jdbc, String name) {
    return jdbc.sql("select current_setting(:name)")
        .param("name", name)
        .query(String.class)
        .single();
  }
}
