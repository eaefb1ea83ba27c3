package io.prelabel.db.prompt;

import io.prelabel.db.jdbc.Columns;
import io.prelabel.plugin.model.PromptSet;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** All prompt sets. Thread-safe. */
public final class PromptSets {
  private static final String INSERT =
      """
      insert into prompt_set (version, name, document, created_at)
      values (:version, :name, :document::jsonb, :now)
      on conflict (version, name, document_digest) do nothing
      """;
  private static final String SELECT_EQUAL =
      """
      select * from prompt_set
      where version = :version and name = :name and document = :document::jsonb
      """;
  private static final String SELECT_BY_ID = "select * from prompt_set where id = :id";
  private static final String SELECT_PAGE =
      "select * from prompt_set where id > :after order by id limit :limit";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JdbcClient jdbc;

  public PromptSets(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Returns the stored form of a prompt set, storing it unless it is known under this name. */
  public StoredPromptSet save(String name, PromptSet promptSet, Instant now) {
    String document = JSON.writeValueAsString(promptSet);
    jdbc.sql(INSERT)
        .param("version", promptSet.version())
        .param("name", name)
        .param("document", document)
        .param("now", Columns.timestamp(now))
        .update();
    return jdbc.sql(SELECT_EQUAL)
        .param("version", promptSet.version())
        .param("name", name)
        .param("document", document)
        .query(PromptSets::map)
        .single();
  }

  public Optional<StoredPromptSet> find(long id) {
    return jdbc.sql(SELECT_BY_ID).param("id", id).query(PromptSets::map).optional();
  }

  /** Returns those with greater ids than {@code after} (0 for the first page), by id. */
  public List<StoredPromptSet> page(long after, int limit) {
    return jdbc.sql(SELECT_PAGE)
        .param("after", after)
        .param("limit", limit)
        .query(PromptSets::map)
        .list();
  }

  private static StoredPromptSet map(ResultSet row, int number) throws SQLException {
    return new StoredPromptSet(
        row.getLong("id"),
        row.getString("name"),
        row.getString("version"),
        JSON.readValue(row.getString("document"), PromptSet.class),
        Columns.instant(row, "created_at"));
  }
}
