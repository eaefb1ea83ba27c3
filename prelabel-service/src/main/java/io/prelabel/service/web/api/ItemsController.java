package io.prelabel.service.web.api;

import io.prelabel.db.prediction.AnswerCounts;
import io.prelabel.db.prediction.Predictions;
import io.prelabel.db.prediction.StoredAttribute;
import io.prelabel.db.run.ItemFailure;
import io.prelabel.db.run.Runs;
import io.prelabel.db.run.WorkItem;
import io.prelabel.db.run.WorkItemState;
import io.prelabel.db.run.WorkItems;
import io.prelabel.plugin.model.Outcome;
import io.prelabel.service.web.problem.NotFoundException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The images of a run, each with its state. */
@RestController
@RequestMapping("/api/v1/runs/{run}/items")
@Tag(name = "runs")
class ItemsController {
  private final Runs runs;
  private final WorkItems items;
  private final Predictions predictions;
  private final AnswerCounts counts;

  ItemsController(Runs runs, WorkItems items, Predictions predictions, AnswerCounts counts) {
    this.runs = runs;
    this.items = items;
    this.predictions = predictions;
    this.counts = counts;
  }

  @GetMapping
  @Operation(summary = "Lists the images of a run, all or those in one state")
  Page<ItemBody> list(
      @PathVariable long run,
      @RequestParam @Nullable String state,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit) {
    if (runs.find(run).isEmpty()) {
      throw new NotFoundException("run", run);
    }
    Page.Reader<WorkItem> reader =
        Optional.ofNullable(state)
            .map(ItemsController::state)
            .<Page.Reader<WorkItem>>map(s -> (key, count) -> items.page(run, s, key, count))
            .orElse((key, count) -> items.page(run, key, count));
    return Page.of(
        after,
        limit,
        (key, count) -> withAnswers(run, reader.read(key, count)),
        each -> each.item().id(),
        ItemBody::of);
  }

  private List<AnsweredItem> withAnswers(long run, List<WorkItem> page) {
    List<Long> imageIds = page.stream().map(WorkItem::imageId).toList();
    Map<Long, Map<Outcome, Long>> outcomes = counts.outcomes(run, imageIds);
    Map<Long, List<StoredAttribute>> attributes =
        predictions.attributesOf(run, imageIds).stream()
            .collect(Collectors.groupingBy(StoredAttribute::imageId));
    return page.stream()
        .map(
            each ->
                new AnsweredItem(
                    each,
                    outcomes.getOrDefault(each.imageId(), Map.of()),
                    attributes.getOrDefault(each.imageId(), List.of())))
        .toList();
  }

  private record AnsweredItem(
      WorkItem item, Map<Outcome, Long> outcomes, List<StoredAttribute> attributes) {}

  private static WorkItemState state(String word) {
    return Arrays.stream(WorkItemState.values())
        .filter(each -> each.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "state is one of %s, not \"%s\""
                        .formatted(
                            Arrays.stream(WorkItemState.values())
                                .map(WorkItemState::word)
                                .collect(Collectors.joining(", ")),
                            word)));
  }

  /**
   * An image in a run.
   *
   * @param attempts how often it has been tried
   * @param notes what to know about the picture
   * @param reused whether all its answers were known from earlier runs
   * @param classes number of classes by outcome: present, below_threshold, empty, absent
   * @param attributes what is said about the image as a whole
   */
  record ItemBody(
      long imageId,
      String fileName,
      String state,
      int attempts,
      @Nullable FailureBody failure,
      List<String> notes,
      boolean reused,
      Map<String, Long> classes,
      List<AttributeAnswerBody> attributes,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      TimingsBody milliseconds) {
    static ItemBody of(AnsweredItem answered) {
      WorkItem item = answered.item();
      Map<String, Long> classes = new LinkedHashMap<>();
      answered
          .outcomes()
          .forEach((outcome, count) -> classes.put(outcome.name().toLowerCase(Locale.ROOT), count));
      return new ItemBody(
          item.imageId(),
          item.fileName(),
          item.state().word(),
          item.attempts(),
          item.failure().map(FailureBody::of).orElse(null),
          item.notes(),
          item.reused(),
          classes,
          answered.attributes().stream().map(AttributeAnswerBody::of).toList(),
          item.startedAt().orElse(null),
          item.endedAt().orElse(null),
          TimingsBody.of(item));
    }
  }

  /**
   * Why an image could not be labeled.
   *
   * @param category bad_input, unavailable, over_capacity or bug
   */
  record FailureBody(String category, String text) {
    static FailureBody of(ItemFailure failure) {
      return new FailureBody(failure.category().name().toLowerCase(Locale.ROOT), failure.text());
    }
  }

  /** How long the steps took, as far as they were reached. */
  record TimingsBody(
      @Nullable Double decode,
      @Nullable Double waiting,
      @Nullable Double inference,
      @Nullable Double encoding) {
    static TimingsBody of(WorkItem item) {
      return new TimingsBody(
          nullable(item.timings().decode()),
          nullable(item.timings().waiting()),
          nullable(item.timings().inference()),
          nullable(item.timings().encoding()));
    }

    private static @Nullable Double nullable(OptionalDouble value) {
      return value.isPresent() ? value.getAsDouble() : null;
    }
  }
}
