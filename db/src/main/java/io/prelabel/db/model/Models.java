package io.prelabel.db.model;

import io.prelabel.db.jdbc.Columns;
import io.prelabel.plugin.model.ModelVersion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All models that have been used. Thread-safe. */
public final class Models {
  private static final String INSERT =
      """
      insert into model (version, name, checkpoint, created_at)
      values (:version, :name, :checkpoint, :now)
      on conflict (version) do nothing
      """;
  private static final String SELECT_BY_VERSION = "select * from model where version = :version";
  private static final String SELECT_BY_ID = "select * from model where id = :id";
  private static final String SELECT_ALL = "select * from model order by id";

  private final JdbcClient jdbc;

  public Models(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Returns the row of a model, adding it unless its version is known. */
  public StoredModel register(ModelVersion version, String checkpoint, Instant now) {
    jdbc.sql(INSERT)
        .param("version", version.id())
        .param("name", version.name())
        .param("checkpoint", checkpoint)
        .param("now", Columns.timestamp(now))
        .update();
    return jdbc.sql(SELECT_BY_VERSION).param("version", version.id()).query(Models::map).single();
  }

  public Optional<StoredModel> find(long id) {
    return jdbc.sql(SELECT_BY_ID).param("id", id).query(Models::map).optional();
  }

  /** Returns all, oldest first; there are few. */
  public List<StoredModel> all() {
    return jdbc.sql(SELECT_ALL).query(Models::map).list();
  }

  private static StoredModel map(ResultSet row, int number) throws SQLException {
    return new StoredModel(
        row.getLong("id"),
        new ModelVersion(row.getString("name"), row.getString("version")),
        row.getString("checkpoint"),
        Columns.instant(row, "created_at"));
  }
}
