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
  private static final String TOUCH_OR_RETIRE =
      """
      update image
      set modified_at = case when sha256 = :sha256 then :modifiedAt else modified_at end,
          retired_at = case when sha256 = :sha256 then null else :now end
      where dataset_id = :dataset and uri_digest = md5(:uri) and retired_at is null
      returning sha256 = :sha256
      """;

  /** xmax is 0 in a row that this statement inserted, and not in one that it updated. */
  private static final String INSERT_OR_REVIVE =
      """
      insert into image
        (dataset_id, uri, file_name, sha256, byte_count, modified_at, width, height, registered_at)
      values
        (:dataset, :uri, :fileName, :sha256, :byteCount, :modifiedAt, :width, :height, :now)
      on conflict (sha256, dataset_id, uri_digest)
        do update set modified_at = excluded.modified_at, retired_at = null
      returning xmax = 0
      """;

  private static final String RETIRE =
      "update image set retired_at = :now where id in (:ids) and retired_at is null";
  private static final String SELECT_BY_ID = "select * from image where id = :id";

  /** An array, not a join: with few rows known, a join is planned that scans the table per URI. */
  private static final String SELECT_CURRENT_BY_URIS =
      """
      select * from image
      where dataset_id = :dataset and retired_at is null
        and uri_digest = any (array(select md5(wanted) from unnest(:uris::text[]) as wanted))
      """;

  private static final String SELECT_CURRENT_PAGE =
      """
      select * from image
      where dataset_id = :dataset and retired_at is null and id > :after
      order by id limit :limit
      """;
  private static final String SELECT_CURRENT_IDS =
      """
      select id from image
      where dataset_id = :dataset and retired_at is null and id > :after
      order by id limit :limit
      """;
  private static final String COUNT_CURRENT =
      "select count(*) from image where dataset_id = :dataset and retired_at is null";

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
    Optional<Boolean> current =
        ofFile(TOUCH_OR_RETIRE, datasetId, image, now).query(Boolean.class).optional();
    if (current.orElse(false)) {
      return Registration.UNCHANGED;
    }
    boolean inserted =
        ofFile(INSERT_OR_REVIVE, datasetId, image, now)
            .param("fileName", Columns.storable(image.fileName()))
            .param("byteCount", image.byteCount())
            .param("width", image.size().map(PictureSize::width).orElse(null))
            .param("height", image.size().map(PictureSize::height).orElse(null))
            .query(Boolean.class)
            .single();
    if (current.isPresent()) {
      return Registration.REPLACED;
    }
    return inserted ? Registration.ADDED : Registration.RETURNED;
  }

  private JdbcClient.StatementSpec ofFile(String sql, long datasetId, NewImage image, Instant now) {
    return jdbc.sql(sql)
        .param("dataset", datasetId)
        .param("uri", image.ref().uri().toString())
        .param("sha256", image.ref().sha256())
        .param("modifiedAt", Columns.timestamp(image.modifiedAt()))
        .param("now", Columns.timestamp(now));
  }

  /**
   * Takes images out of their data set because their files are gone; those that are not current are
   * passed over. Runs keep what they say of them.
   *
   * @return the number of images that were current
   */
  public int retire(Collection<Long> ids, Instant now) {
    if (ids.isEmpty()) {
      return 0;
    }
    return jdbc.sql(RETIRE).param("ids", ids).param("now", Columns.timestamp(now)).update();
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
        .param("uris", uris.stream().map(URI::toString).toArray(String[]::new))
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

  /** Returns the ids of {@link #page}, without the rest. */
  public List<Long> currentIds(long datasetId, long after, int limit) {
    return jdbc.sql(SELECT_CURRENT_IDS)
        .param("dataset", datasetId)
        .param("after", after)
        .param("limit", limit)
        .query(Long.class)
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
        Columns.optionalInstant(row, "retired_at"));
  }
}
