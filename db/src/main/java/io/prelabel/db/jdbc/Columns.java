package io.prelabel.db.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and writes the column types that JDBC has no direct word for. */
public final class Columns {
  private Columns() {}

  /** Returns the value for a {@code timestamptz} parameter, whatever the session's time zone. */
  public static OffsetDateTime timestamp(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  /** Like {@link #timestamp(Instant)}, with null for an absent instant. */
  public static @Nullable OffsetDateTime timestamp(Optional<Instant> instant) {
    return instant.map(Columns::timestamp).orElse(null);
  }

  /** Returns what PostgreSQL keeps of an instant: whole microseconds. */
  public static Instant stored(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }

  public static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  public static Optional<Instant> optionalInstant(ResultSet row, String column)
      throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  public static Optional<UUID> optionalUuid(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, UUID.class));
  }

  public static Optional<String> optionalText(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  public static OptionalDouble optionalDouble(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  public static @Nullable Double nullable(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  /** Reads a {@code text[]} column. */
  public static List<String> texts(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }

  /** Reads a {@code double precision[]} column. */
  public static List<Double> doubles(ResultSet row, String column) throws SQLException {
    return List.of((Double[]) row.getArray(column).getArray());
  }

  /**
   * Makes text storable: PostgreSQL's {@code text} has no U+0000, and an unpaired surrogate has no
   * UTF-8.
   */
  public static String storable(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF) ? 0xFFFD : c)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }
}
