package io.prelabel.integration.labelstudio.client;

import static io.prelabel.integration.labelstudio.stub.StubServer.html;
import static io.prelabel.integration.labelstudio.stub.StubServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TaskPagesTest extends ClientFixture {
  private static final String TASKS = "GET /ls/api/tasks";

  private static String page(long... ids) {
    return LongStream.of(ids)
        .mapToObj(
            id -> "{\"id\":%d,\"data\":{\"image\":\"/data/upload/1/%d.png\"}}".formatted(id, id))
        .collect(Collectors.joining(",", "{\"total\":5,\"tasks\":[", "]}"));
  }

  private static List<Long> ids(Iterator<LabelStudioTask> tasks) {
    List<Long> ids = new ArrayList<>();
    tasks.forEachRemaining(task -> ids.add(task.id()));
    return ids;
  }

  private String target(int request) {
    return URLDecoder.decode(stub.requests().get(request).target(), StandardCharsets.UTF_8);
  }

  @Test
  void tasks_areReadPageByPageAndOnlyWhenNeeded() {
    stub.on(TASKS, json(200, page(1, 2)), json(200, page(3, 4)), json(200, page(5)));
    Iterator<LabelStudioTask> tasks =
        client(LEGACY).tasks(7, new TaskQuery(false, Optional.empty(), 2));

    assertThat(tasks.next().data().path("image").asString()).isEqualTo("/data/upload/1/1.png");
    assertThat(stub.requests()).hasSize(1);

    assertThat(ids(tasks)).containsExactly(2L, 3L, 4L, 5L);
    assertThat(stub.requests()).hasSize(3);
    assertThat(target(2))
        .isEqualTo(
            "/ls/api/tasks?project=7&page=3&page_size=2&include=id,data,updated_at"
                + "&query={\"ordering\":[\"tasks:id\"]}");
    assertThatThrownBy(tasks::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void notFoundAfterAFullPage_isTheEnd() {
    stub.on(TASKS, json(200, page(1, 2)), json(404, "{\"detail\":\"Invalid page.\"}"));

    assertThat(ids(client(LEGACY).tasks(7, new TaskQuery(true, Optional.empty(), 2))))
        .containsExactly(1L, 2L);
    assertThat(target(0)).contains("&fields=all&");
  }

  @Test
  void notFoundAtOnce_isAMissingProject() {
    stub.on(TASKS, html(404));

    assertThatThrownBy(() -> client(LEGACY).tasks(7, TaskQuery.all()).hasNext())
        .hasMessageContaining("does not have the tasks of project 7");
  }

  @Test
  void failureMidway_losesNoTaskForWhoAsksAgain() {
    stub.on(
        TASKS,
        json(200, page(1, 2)),
        json(502, ""),
        json(502, ""),
        json(502, ""),
        json(200, page(3)));
    Iterator<LabelStudioTask> tasks =
        client(LEGACY).tasks(7, new TaskQuery(false, Optional.empty(), 2));
    tasks.next();
    tasks.next();

    assertThatThrownBy(tasks::hasNext).isInstanceOf(LabelStudioException.class);
    assertThat(ids(tasks)).containsExactly(3L);
  }

  @Test
  void changedAfter_filtersByTimeAndOrdersById() {
    stub.on(
        TASKS,
        json(
            200,
            "{\"tasks\":[{\"id\":3,\"updated_at\":\"2026-11-24T10:20:00Z\",\"annotations\":[{\"id\":9}],"
                + "\"predictions\":[{\"id\":4}]}]}"));

    LabelStudioTask task =
        client(LEGACY)
            .tasks(7, TaskQuery.changedAfter(Instant.parse("2026-11-24T10:16:00.123456Z")))
            .next();

    assertThat(task.annotations()).hasSize(1);
    assertThat(task.predictions()).hasSize(1);
    assertThat(target(0))
        .contains("\"value\":\"2026-11-24T10:16:00.123456Z\"")
        .contains("\"filter\":\"filter:tasks:updated_at\"")
        .contains("\"operator\":\"greater\"")
        .contains("\"ordering\":[\"tasks:id\"]");
  }
}
