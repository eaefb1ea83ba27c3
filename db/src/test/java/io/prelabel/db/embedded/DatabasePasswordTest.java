package io.prelabel.db.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prelabel.plugin.PluginException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nobody gets into the embedded database without the password of its home folder. */
class DatabasePasswordTest {
  private static final Map<String, String> FAST =
      Map.of("fsync", "off", "synchronous_commit", "off");

  /** One home for all tests, since the first start takes seconds. */
  @TempDir static Path home;

  @BeforeAll
  static void firstStart() throws Exception {
    try (EmbeddedPostgresServer server = start()) {
      assertNobodyElseGetsIn(server);
      JdbcClient.create(server.dataSource()).sql("create table kept (word text)").update();
    }
  }

  @Test
  void start_again_keepsThePasswordAndTheData() throws Exception {
    try (EmbeddedPostgresServer first = start()) {
      String password = first.password();
      first.close();
      try (EmbeddedPostgresServer second = start()) {
        assertThat(second.password()).isEqualTo(password).hasSize(24);
        assertNobodyElseGetsIn(second);
        assertThat(count(second)).isZero();
      }
    }
  }

  @Test
  void filesAreClosedToOtherUsers() throws IOException {
    Files.delete(passwordFile());
    trustEverybody();
    start().close();
    assertThat(rights("database-password")).isEqualTo("rw-------");
    assertThat(rights("database")).isEqualTo("rwx------");
    assertThat(rights("postgresql")).as("its inside is writable for all").isEqualTo("rwx------");
    assertThat(home.resolve("database-password.new")).doesNotExist();
  }

  @Test
  void start_onDataThatTrustsEverybody_closesIt() throws Exception {
    trustEverybody();
    Files.delete(passwordFile());
    try (EmbeddedPostgresServer server = start()) {
      assertNobodyElseGetsIn(server);
      assertThat(count(server)).isZero();
      String verifier = "select left(rolpassword, 14) from pg_authid where rolname = 'postgres'";
      assertThat(ask(server, verifier)).isEqualTo("SCRAM-SHA-256$");
      assertThat(rights("database/pg_hba.conf")).isEqualTo("rw-------");
    }
  }

  @Test
  void start_afterAKillBetweenThePasswordAndTheRules_goesOnWithTheSamePassword() throws Exception {
    String password = Files.readString(passwordFile()).strip();
    trustEverybody();
    try (EmbeddedPostgresServer server = start()) {
      assertThat(server.password()).isEqualTo(password);
      assertNobodyElseGetsIn(server);
    }
  }

  @Test
  void start_withoutThePasswordFile_saysHowToGetANewPassword_whichWorks() throws Exception {
    Files.delete(passwordFile());
    assertThatThrownBy(DatabasePasswordTest::start)
        .isInstanceOf(PluginException.class)
        .hasMessageContaining(passwordFile() + " can't be read (")
        .hasMessageContaining("replace scram-sha-256 by trust in " + rules());
    Files.writeString(rules(), Files.readString(rules()).replace("scram-sha-256", "trust"));
    try (EmbeddedPostgresServer server = start()) {
      assertNobodyElseGetsIn(server);
    }
  }

  @Test
  void start_withAFileThatCannotBeReadOrIsEmpty_saysSo() throws IOException {
    String right = Files.readString(passwordFile());
    Files.writeString(passwordFile(), "");
    assertThatThrownBy(DatabasePasswordTest::start).hasMessageContaining("it is empty");
    Files.delete(passwordFile());
    Files.createDirectory(passwordFile());
    assertThatThrownBy(DatabasePasswordTest::start).hasMessageContaining("can't be read");
    Files.delete(passwordFile());
    Files.writeString(passwordFile(), right);
    start().close();
  }

  @Test
  void start_withAnotherPassword_saysSoAndLeavesNoServerBehind() throws Exception {
    String right = Files.readString(passwordFile());
    Files.writeString(passwordFile(), "another\n");
    assertThatThrownBy(
            () -> EmbeddedPostgresServer.start(home, FAST, Duration.ofSeconds(2)).close())
        .isInstanceOf(PluginException.class)
        .hasMessageContaining(passwordFile() + " holds another one; bring that file back");
    assertThat(home.resolve("database/postmaster.pid")).doesNotExist();
    Files.writeString(passwordFile(), right);
    // A process whose start failed keeps zonky's lock until it ends; this one goes on.
    Files.delete(home.resolve("database/epg-lock"));
    start().close();
  }

  @Test
  void passwordIsNotInTheText() throws IOException {
    DatabasePassword password = DatabasePassword.keptOrNew(home, new SecureRandom());
    assertThat(password.toString()).doesNotContain(password.value());
  }

  private static EmbeddedPostgresServer start() {
    return EmbeddedPostgresServer.start(home, FAST);
  }

  private static void assertNobodyElseGetsIn(EmbeddedPostgresServer server) throws SQLException {
    assertThatThrownBy(() -> connect(server, "")).hasMessageContaining("password");
    assertThatThrownBy(() -> connect(server, "wrong"))
        .hasMessageContaining("password authentication failed");
    connect(server, server.password()).close();
  }

  private static Connection connect(EmbeddedPostgresServer server, String password)
      throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(), "postgres", password);
  }

  private static long count(EmbeddedPostgresServer server) {
    return Long.parseLong(ask(server, "select count(*) from kept"));
  }

  private static String ask(EmbeddedPostgresServer server, String sql) {
    return JdbcClient.create(server.dataSource()).sql(sql).query(String.class).single();
  }

  /** Makes the data folder one of before there was a password. */
  private static void trustEverybody() throws IOException {
    Files.writeString(
        rules(),
        """
        # scram-sha-256
        local  all  all                trust
        host   all  all  127.0.0.1/32  trust
        host   all  all  ::1/128       trust
        """);
  }

  private static Path passwordFile() {
    return home.resolve("database-password");
  }

  private static Path rules() {
    return home.resolve("database/pg_hba.conf");
  }

  private static String rights(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(name)));
  }
}
