package io.prelabel.db.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Gathers one row per state. */
final class ProgressRows implements RowCallbackHandler {
  private final Map<WorkItemState, Long> counts = new EnumMap<>(WorkItemState.class);
  private long recent;

  ProgressRows() {
    for (WorkItemState each : WorkItemState.values()) {
      counts.put(each, 0L);
    }
  }

  @Override
  public void processRow(ResultSet row) throws SQLException {
    counts.put(WorkItemState.of(row.getString("state")), row.getLong("items"));
    recent += row.getLong("recent");
  }

  RunProgress toProgress(Duration window) {
    return new RunProgress(counts, recent, window);
  }
}
