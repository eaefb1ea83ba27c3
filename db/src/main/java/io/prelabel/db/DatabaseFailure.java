package io.prelabel.db;

import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.TransactionSystemException;

/**
 * Tells what kind of failure a database error is, by its SQLSTATE (PostgreSQL documentation,
 * appendix A).
 */
public final class DatabaseFailure {
  private static final Set<String> MISSING_SCHEMA = Set.of("3F000", "42P01", "42703");

  private DatabaseFailure() {}

  /**
   * Returns the category of the first {@link SQLException} among the causes: transient categories
   * where the same statement may succeed later; {@code BUG} where there is none.
   */
  public static FailureCategory category(Throwable failure) {
    String state = sqlState(failure);
    if (state == null) {
      return isConnectionFailure(failure) ? FailureCategory.UNAVAILABLE : FailureCategory.BUG;
    }
    return switch (state.substring(0, 2)) {
      // connection lost, shutting down or starting up, rolled back for another's sake
      case "08", "57", "40" -> FailureCategory.UNAVAILABLE;
      // out of connections, memory or disk; a lock that wasn't free; a limit of the server
      case "53", "54", "55" -> FailureCategory.OVER_CAPACITY;
      default -> FailureCategory.BUG;
    };
  }

  /** Returns the failure with its category and one sentence for people. */
  public static PluginException describe(Throwable failure) {
    FailureCategory category = category(failure);
    String state = sqlState(failure);
    String message =
        switch (category) {
          case UNAVAILABLE -> "The database is not available (SQLSTATE %s).".formatted(state);
          case OVER_CAPACITY ->
              "The database is out of room, connections or locks (SQLSTATE %s).".formatted(state);
          case BAD_INPUT, BUG -> unexpected(state);
        };
    return new PluginException(category, message, failure);
  }

  /** Returns the SQLSTATE of the first {@link SQLException} that has one, or null. */
  public static @Nullable String sqlState(Throwable failure) {
    for (Throwable each = failure; each != null; each = cause(each)) {
      if (each instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return null;
  }

  /** Pools say it by class instead of SQLSTATE. */
  private static boolean isConnectionFailure(Throwable failure) {
    for (Throwable each = failure; each != null; each = cause(each)) {
      if (each instanceof SQLTransientException
          || each instanceof SQLRecoverableException
          || each instanceof CannotGetJdbcConnectionException) {
        return true;
      }
    }
    return false;
  }

  /** A rollback that fails as well hides what it was for. */
  private static @Nullable Throwable cause(Throwable failure) {
    return failure instanceof TransactionSystemException rollback
            && rollback.getApplicationException() != null
        ? rollback.getApplicationException()
        : failure.getCause();
  }

  private static String unexpected(@Nullable String state) {
    if (state != null && MISSING_SCHEMA.contains(state)) {
      return "A table or column is missing (SQLSTATE %s): start the service once so that it migrates the database, or check that the URL names the right one."
          .formatted(state);
    }
    return "The database refused a statement (SQLSTATE %s); the log holds the details."
        .formatted(state == null ? "unknown" : state);
  }
}
