package io.prelabel.plugin.mask;

import java.util.ArrayList;
import java.util.List;

/**
 * Connected components by union-find over vertical segments. Two segments can touch only in
 * neighbouring columns, so one sweep with two cursors finds every contact: time and memory are in
 * proportion to the segments.
 */
final class Components {
  private final Segments segments;
  private final int[] parent;

  private Components(Segments segments) {
    this.segments = segments;
    parent = new int[segments.count];
    for (int i = 0; i < parent.length; i++) {
      parent[i] = i;
    }
  }

  /** Returns a mask without its components below a number of pixels; keeps no list of them. */
  static Mask withoutSmall(Mask mask, int minimumArea, Connectivity connectivity) {
    Components components = new Components(Segments.of(mask));
    components.join(connectivity.reach);
    return components.withoutSmall(mask.width(), mask.height(), minimumArea);
  }

  /** Returns the components of a mask, ordered by their first pixel in column-major order. */
  static List<Mask> of(Mask mask, Connectivity connectivity) {
    Components components = new Components(Segments.of(mask));
    components.join(connectivity.reach);
    return components.masks(mask.width(), mask.height());
  }

  private void join(int reach) {
    int left = 0;
    for (int i = 0; i < segments.count; i++) {
      while (left < i && isBefore(left, i, reach)) {
        left++;
      }
      for (int j = left; j < i && touches(j, i, reach); j++) {
        unite(j, i);
      }
    }
  }

  /** Whether segment {@code j} ends before {@code i} can begin to touch it. */
  private boolean isBefore(int j, int i, int reach) {
    int previous = segments.x[i] - 1;
    return segments.x[j] < previous
        || (segments.x[j] == previous && segments.end[j] + reach <= segments.first[i]);
  }

  private boolean touches(int j, int i, int reach) {
    return segments.x[j] == segments.x[i] - 1 && segments.first[j] < segments.end[i] + reach;
  }

  /** The smaller index stays the root: it is the component's first segment. */
  private void unite(int a, int b) {
    int rootA = root(a);
    int rootB = root(b);
    parent[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
  }

  private int root(int segment) {
    int i = segment;
    while (parent[i] != i) {
      parent[i] = parent[parent[i]];
      i = parent[i];
    }
    return i;
  }

  private Mask withoutSmall(int width, int height, int minimumArea) {
    int[] areaOfRoot = new int[segments.count];
    for (int i = 0; i < segments.count; i++) {
      areaOfRoot[root(i)] += segments.length(i);
    }
    RunBuilder kept = new RunBuilder(width, height);
    for (int i = 0; i < segments.count; i++) {
      if (areaOfRoot[root(i)] >= minimumArea) {
        kept.addForegroundAt(segments.x[i] * height + segments.first[i], segments.length(i));
      }
    }
    return kept.build();
  }

  private List<Mask> masks(int width, int height) {
    int[] indexOfRoot = new int[segments.count];
    List<RunBuilder> builders = new ArrayList<>();
    for (int i = 0; i < segments.count; i++) {
      int root = root(i);
      if (root == i) {
        indexOfRoot[i] = builders.size();
        builders.add(new RunBuilder(width, height));
      }
      int position = segments.x[i] * height + segments.first[i];
      builders.get(indexOfRoot[root]).addForegroundAt(position, segments.length(i));
    }
    return builders.stream().map(RunBuilder::build).toList();
  }
}
