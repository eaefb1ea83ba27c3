package io.prelabel.db.run;

import io.prelabel.db.jdbc.Columns;
import io.prelabel.plugin.FailureCategory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Reads a row of {@code work_item}, joined with the image's file name. */
final class WorkItemRow {
  private WorkItemRow() {}

  static WorkItem map(ResultSet row, int number) throws SQLException {
    return new WorkItem(
        row.getLong("id"),
        row.getLong("run_id"),
        row.getLong("image_id"),
        row.getString("file_name"),
        WorkItemState.of(row.getString("state")),
        row.getInt("attempts"),
        Columns.optionalInstant(row, "not_before"),
        failure(row),
        Columns.texts(row, "notes"),
        row.getBoolean("reused"),
        Columns.optionalInstant(row, "started_at"),
        Columns.optionalInstant(row, "ended_at"),
        timings(row));
  }

  private static Optional<ItemFailure> failure(ResultSet row) throws SQLException {
    String category = row.getString("failure_category");
    return category == null
        ? Optional.empty()
        : Optional.of(
            new ItemFailure(FailureCategory.valueOf(category), row.getString("failure_text")));
  }

  private static ItemTimings timings(ResultSet row) throws SQLException {
    return new ItemTimings(
        Columns.optionalDouble(row, "decode_ms"),
        Columns.optionalDouble(row, "wait_ms"),
        Columns.optionalDouble(row, "inference_ms"),
        Columns.optionalDouble(row, "encode_ms"));
  }
}
