package io.prelabel.service.bench;

import io.prelabel.db.run.ItemTimings;
import io.prelabel.db.run.WorkItem;
import io.prelabel.db.run.WorkItems;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Where the time of a run's images went, as it was stored with them. */
final class ItemMeans {
  private static final int PAGE = 500;

  private final List<ItemTimings> timings = new ArrayList<>();

  private ItemMeans() {}

  static ItemMeans of(WorkItems items, long runId) {
    ItemMeans means = new ItemMeans();
    List<WorkItem> page = items.page(runId, 0, PAGE);
    while (!page.isEmpty()) {
      page.forEach(each -> means.timings.add(each.timings()));
      page = items.page(runId, page.get(page.size() - 1).id(), PAGE);
    }
    return means;
  }

  /** Returns the mean in milliseconds, over the images that got that far; 0 where none did. */
  double mean(Function<ItemTimings, OptionalDouble> part) {
    return timings.stream()
        .map(part)
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .average()
        .orElse(0);
  }
}
