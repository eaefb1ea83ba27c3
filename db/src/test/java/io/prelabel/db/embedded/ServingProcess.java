package io.prelabel.db.embedded;

import java.net.URI;
import java.nio.file.Path;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a second JVM runs: takes a home folder, commits a row, and works on until it is killed. */
final class ServingProcess {
  static final URI ADDRESS = URI.create("http://127.0.0.1:8080");

  private ServingProcess() {}

  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    HomeLock lock = HomeLock.acquire(home, "serve");
    if (arguments.length > 1) {
      lock.announce(ADDRESS);
      EmbeddedPostgresServer server = EmbeddedPostgresServer.start(home);
      JdbcClient jdbc = JdbcClient.create(server.dataSource());
      jdbc.sql("create table kept (word text)").update();
      jdbc.sql("insert into kept values ('committed')").update();
    }
    System.out.println("ready");
    Thread.currentThread().join();
  }
}
