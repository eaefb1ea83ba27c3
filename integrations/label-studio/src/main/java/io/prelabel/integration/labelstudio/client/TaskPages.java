package io.prelabel.integration.labelstudio.client;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import tools.jackson.databind.JsonNode;

/**
 * Reads a project's tasks in the order of their ids and holds one page at a time. For one thread.
 *
 * <p>Tasks that are deleted meanwhile shift the pages, so that as many others may be read over;
 * reading again finds them. Tasks that are added come at the end.
 */
final class TaskPages implements Iterator<LabelStudioTask> {
  private final LabelStudioApi api;
  private final long project;
  private final TaskQuery query;
  private final Queue<LabelStudioTask> page = new ArrayDeque<>();
  private int nextPage = 1;
  private boolean wasLast;

  TaskPages(LabelStudioApi api, long project, TaskQuery query) {
    this.api = api;
    this.project = project;
    this.query = query;
  }

  @Override
  public boolean hasNext() {
    if (page.isEmpty() && !wasLast) {
      read();
    }
    return !page.isEmpty();
  }

  @Override
  public LabelStudioTask next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no more tasks");
    }
    return page.remove();
  }

  private void read() {
    HttpCall call = HttpCall.get(query.path(project, nextPage), "the tasks of project " + project);
    try {
      JsonNode tasks = api.json(call).path("tasks");
      tasks.forEach(task -> page.add(LabelStudioTask.of(task)));
      wasLast = tasks.size() < query.pageSize();
      nextPage++;
    } catch (LabelStudioException e) {
      // Past the last page Label Studio answers 404; on the first the project itself is missing.
      if (e.status() != 404 || nextPage == 1) {
        throw e;
      }
      wasLast = true;
    }
  }
}
