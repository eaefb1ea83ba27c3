package io.prelabel.e2e;

import io.prelabel.db.embedded.EmbeddedPostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Looks into the embedded database of a home folder, from outside the program. */
final class HomeDatabase {
  /** The lines of {@code postmaster.pid}; PostgreSQL documents their order. */
  private static final int PORT_LINE = 3;

  private final Path home;

  HomeDatabase(Path home) {
    this.home = home;
  }

  /** Asks the server of a program that runs; empty while it or the table is not there yet. */
  List<String> askRunning(String sql) throws IOException {
    Path pidFile = home.resolve("database").resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return List.of();
    }
    List<String> lines = Files.readAllLines(pidFile);
    if (lines.size() <= PORT_LINE) {
      return List.of();
    }
    String url = "jdbc:postgresql://localhost:%s/postgres".formatted(lines.get(PORT_LINE));
    String password = Files.readString(home.resolve("database-password")).strip();
    try (Connection connection = DriverManager.getConnection(url, "postgres", password)) {
      return rows(connection, sql);
    } catch (SQLException notYet) {
      return List.of();
    }
  }

  /** Starts the server, asks all the questions and stops it; the program must have ended. */
  List<List<String>> askStopped(String... questions) throws IOException, SQLException {
    try (EmbeddedPostgresServer server = EmbeddedPostgresServer.start(home);
        Connection connection = server.dataSource().getConnection()) {
      List<List<String>> answers = new ArrayList<>();
      for (String sql : questions) {
        answers.add(rows(connection, sql));
      }
      return answers;
    }
  }

  /** Returns the rows as text, the columns of a row joined by a bar. */
  private static List<String> rows(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          cells.add(String.valueOf(result.getString(i)));
        }
        rows.add(String.join("|", cells));
      }
      return rows;
    }
  }
}
