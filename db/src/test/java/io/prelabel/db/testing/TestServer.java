package io.prelabel.db.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.prelabel.db.DatabaseMigration;
import io.prelabel.db.embedded.EmbeddedPostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The one server of a test JVM, started when first asked for. */
final class TestServer {
  private static final String TEMPLATE = "prelabel_test_template";
  private static final TestServer INSTANCE = new TestServer();

  private final EmbeddedPostgresServer server;
  private final JdbcClient admin;
  private final AtomicInteger count = new AtomicInteger();

  /** Fast instead of durable; kept in the module's build folder, where it is unpacked once. */
  private TestServer() {
    server =
        EmbeddedPostgresServer.start(
            Path.of("target", "test-database").toAbsolutePath(),
            Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off"));
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
    admin = JdbcClient.create(server.dataSource());
    admin
        .sql("select datname from pg_database where datname like 'prelabel_test_%'")
        .query(String.class)
        .list()
        .forEach(this::drop);
    create(TEMPLATE, "template1");
    try (HikariDataSource template = pool(TEMPLATE, 2)) {
      DatabaseMigration.migrate(template);
    }
  }

  static TestServer instance() {
    return INSTANCE;
  }

  /** Makes a migrated database without rows and a pool of connections to it. */
  HikariDataSource newDatabase() {
    String name = "prelabel_test_" + count.incrementAndGet();
    create(name, TEMPLATE);
    return pool(name, 10);
  }

  /** Makes a database without tables and a pool of connections to it. */
  HikariDataSource newEmptyDatabase() {
    String name = "prelabel_test_" + count.incrementAndGet();
    create(name, "template1");
    return pool(name, 2);
  }

  void dispose(HikariDataSource database) {
    database.close();
    drop(database.getPoolName());
  }

  /** The session's time zone is none that anybody works in, so that nothing depends on it. */
  private HikariDataSource pool(String name, int size) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(
        "jdbc:postgresql://localhost:%d/%s?user=postgres".formatted(server.port(), name));
    config.setPassword(server.password());
    config.setMaximumPoolSize(size);
    config.setConnectionInitSql("set time zone 'Asia/Kathmandu'");
    return new HikariDataSource(config);
  }

  private void create(String name, String template) {
    admin.sql("create database %s template %s".formatted(name, template)).update();
  }

  private void drop(String name) {
    admin.sql("drop database if exists %s with (force)".formatted(name)).update();
  }

  private void stop() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
