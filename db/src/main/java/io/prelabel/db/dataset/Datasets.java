package io.prelabel.db.dataset;

import io.prelabel.db.jdbc.Columns;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All data sets. Thread-safe. */
public final class Datasets {
  private static final String INSERT =
      """
      insert into dataset (name, root_uri, created_at)
      values (:name, :root, :now)
      on conflict (name) do nothing
      returning *
      """;
  private static final String SELECT_BY_ID = "select * from dataset where id = :id";
  private static final String SELECT_BY_NAME = "select * from dataset where name = :name";
  private static final String SELECT_PAGE =
      "select * from dataset where id > :after order by id limit :limit";

  private final JdbcClient jdbc;

  public Datasets(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Adds a data set.
   *
   * @return the new one, or empty where the name is taken
   */
  public Optional<Dataset> add(String name, URI root, Instant now) {
    return jdbc.sql(INSERT)
        .param("name", name)
        .param("root", root.toString())
        .param("now", Columns.timestamp(now))
        .query(Datasets::map)
        .optional();
  }

  public Optional<Dataset> find(long id) {
    return jdbc.sql(SELECT_BY_ID).param("id", id).query(Datasets::map).optional();
  }

  public Optional<Dataset> findByName(String name) {
    return jdbc.sql(SELECT_BY_NAME).param("name", name).query(Datasets::map).optional();
  }

  /** Returns those with greater ids than {@code after} (0 for the first page), by id. */
  public List<Dataset> page(long after, int limit) {
    return jdbc.sql(SELECT_PAGE)
        .param("after", after)
        .param("limit", limit)
        .query(Datasets::map)
        .list();
  }

  private static Dataset map(ResultSet row, int number) throws SQLException {
    return new Dataset(
        row.getLong("id"),
        row.getString("name"),
        URI.create(row.getString("root_uri")),
        Columns.instant(row, "created_at"));
  }
}
