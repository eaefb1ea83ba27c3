package io.prelabel.db.dataset;

import io.prelabel.db.jdbc.Columns;
import io.prelabel.plugin.image.ImageRef;
import io.prelabel.plugin.image.PictureSize;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The images of all data sets. Thread-safe. */
public final class Images {
  private static final String MARK_REPLACED =
      """
      update image set replaced_at = :now
      where dataset_id = :dataset and uri = :uri and replaced_at is null and sha256 <> :sha256
      """;

  /** xmax is 0 in a row that this statement inserted, and not in one that it updated. */
  private static final String INSERT_OR_TOUCH =
      """
      insert into image
        (dataset_id, uri, file_name, sha256, byte_count, modified_at, width, height, registered_at)
      values
        (:dataset, :uri, :fileName, :sha256, :byteCount, :modifiedAt, :width, :height, :now)
      on conflict (dataset_id, uri) where replaced_at is null
        do update set modified_at = excluded.modified_at
      returning xmax = 0
      """;

  private static final String SELECT_BY_ID = "select * from image where id = :id";
  private static final String SELECT_CURRENT_BY_URIS =
      "select * from image where dataset_id = :dataset and uri in (:uris) and replaced_at is null";
  private static final String SELECT_CURRENT_PAGE =
      """
      select * from image
      where dataset_id = :dataset and replaced_at is null and id > :after
      order by id limit :limit
      """;
  private static final String COUNT_CURRENT =
      "select count(*) from image where dataset_id = :dataset and replaced_at is null";

  private final JdbcClient jdbc;

  public Images(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Makes a file the current content of its URI. Two statements: call it in a transaction.
   *
   * @return what it did; calling it again is {@link Registration#UNCHANGED}
   */
  public Registration register(long datasetId, NewImage image, Instant now) {
    int replaced =
        jdbc.sql(MARK_REPLACED)
            .param("dataset", datasetId)
            .param("uri", image.ref().uri().toString())
            .param("sha256", image.ref().sha256())
            .param("now", Columns.timestamp(now))
            .update();
    boolean isNew =
        jdbc.sql(INSERT_OR_TOUCH)
            .param("dataset", datasetId)
            .param("uri", image.ref().uri().toString())
            .param("fileName", Columns.storable(image.fileName()))
            .param("sha256", image.ref().sha256())
            .param("byteCount", image.byteCount())
            .param("modifiedAt", Columns.timestamp(image.modifiedAt()))
            .param("width", image.size().map(PictureSize::width).orElse(null))
            .param("height", image.size().map(PictureSize::height).orElse(null))
            .param("now", Columns.timestamp(now))
            .query(Boolean.class)
            .single();
    if (!isNew) {
      return Registration.UNCHANGED;
    }
    return replaced > 0 ? Registration.REPLACED : Registration.ADDED;
  }

  public Optional<Image> find(long id) {
    return jdbc.sql(SELECT_BY_ID).param("id", id).query(Images::map).optional();
  }

  /** Returns the current contents of these URIs, as far as they are known. */
  public Map<URI, Image> current(long datasetId, Collection<URI> uris) {
    if (uris.isEmpty()) {
      return Map.of();
    }
    return jdbc
        .sql(SELECT_CURRENT_BY_URIS)
        .param("dataset", datasetId)
        .param("uris", uris.stream().map(URI::toString).toList())
        .query(Images::map)
        .list()
        .stream()
        .collect(Collectors.toMap(image -> image.ref().uri(), Function.identity()));
  }

  /** Returns current images with greater ids than {@code after} (0 for the first page), by id. */
  public List<Image> page(long datasetId, long after, int limit) {
    return jdbc.sql(SELECT_CURRENT_PAGE)
        .param("dataset", datasetId)
        .param("after", after)
        .param("limit", limit)
        .query(Images::map)
        .list();
  }

  /** Returns the number of current images. */
  public long count(long datasetId) {
    return jdbc.sql(COUNT_CURRENT).param("dataset", datasetId).query(Long.class).single();
  }

  /** Reads a row of {@code image}. */
  public static Image map(ResultSet row, int number) throws SQLException {
    int width = row.getInt("width");
    Optional<PictureSize> size =
        row.wasNull()
            ? Optional.empty()
            : Optional.of(new PictureSize(width, row.getInt("height")));
    return new Image(
        row.getLong("id"),
        row.getLong("dataset_id"),
        new ImageRef(URI.create(row.getString("uri")), row.getString("sha256")),
        row.getString("file_name"),
        row.getLong("byte_count"),
        Columns.instant(row, "modified_at"),
        size,
        Columns.instant(row, "registered_at"),
        Columns.optionalInstant(row, "replaced_at"));
  }
}
