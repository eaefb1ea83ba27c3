package io.prelabel.integration.labelstudio.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which tasks of a project to read, and how much of each.
 *
 * @param withResults annotations and predictions too; otherwise only id, data and time
 * @param changedAfter only tasks that changed after this instant
 * @param pageSize tasks a request, 1 to 1000
 */
public record TaskQuery(boolean withResults, Optional<Instant> changedAfter, int pageSize) {
  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  public TaskQuery {
    if (pageSize < 1 || pageSize > 1000) {
      throw new IllegalArgumentException("a page holds 1 to 1000 tasks, not " + pageSize);
    }
  }

  /** Every task's id and data, 1000 a page. */
  public static TaskQuery all() {
    return new TaskQuery(false, Optional.empty(), 1000);
  }

  /** Tasks that changed after an instant, with annotations and predictions, 100 a page. */
  public static TaskQuery changedAfter(Instant instant) {
    return new TaskQuery(true, Optional.of(instant), 100);
  }

  /**
   * Ordered by id, never by time: a task that changes while the pages are read would move to the
   * end, and the one behind it would be read over.
   */
  String path(long project, int page) {
    String query = new String(Json.bytes(filter()), StandardCharsets.UTF_8);
    return "/api/tasks?project=%d&page=%d&page_size=%d&%s&query=%s"
        .formatted(
            project,
            page,
            pageSize,
            withResults ? "fields=all" : "include=id,data,updated_at",
            URLEncoder.encode(query, StandardCharsets.UTF_8));
  }

  private Map<String, ?> filter() {
    List<String> ordering = List.of("tasks:id");
    return changedAfter
        .<Map<String, ?>>map(
            instant ->
                Map.of(
                    "filters",
                    Map.of("conjunction", "and", "items", List.of(changed(instant))),
                    "ordering",
                    ordering))
        .orElse(Map.of("ordering", ordering));
  }

  private static Map<String, String> changed(Instant instant) {
    return Map.of(
        "filter", "filter:tasks:updated_at",
        "operator", "greater",
        "type", "Datetime",
        "value", MICROSECONDS.format(instant));
  }
}
