package io.prelabel.plugin.mask;

import java.util.Arrays;

/** The corners of rings as circular linked lists, so that a ring can be let into another. */
final class OutlineNodes {
  private int[] x = new int[64];
  private int[] y = new int[64];
  private int[] next = new int[64];
  private int[] previous = new int[64];

  /** Ends of bridges: a simplification that moved one would open the bridge. */
  private boolean[] fixed = new boolean[64];

  private int count;

  /** Adds a node that follows another, or a ring of its own where that is negative. */
  int addAfter(int node, int nodeX, int nodeY) {
    if (count == x.length) {
      grow();
    }
    int added = count++;
    x[added] = nodeX;
    y[added] = nodeY;
    int before = node < 0 ? added : node;
    int after = node < 0 ? added : next[node];
    join(before, added);
    join(added, after);
    return added;
  }

  private void join(int before, int after) {
    next[before] = after;
    previous[after] = before;
  }

  private void grow() {
    x = Arrays.copyOf(x, 2 * count);
    y = Arrays.copyOf(y, 2 * count);
    next = Arrays.copyOf(next, 2 * count);
    previous = Arrays.copyOf(previous, 2 * count);
    fixed = Arrays.copyOf(fixed, 2 * count);
  }

  int x(int node) {
    return x[node];
  }

  int y(int node) {
    return y[node];
  }

  /**
   * Lets the ring of a hole into another, just before {@code target}: a way from (bridgeX, the
   * hole's y) to the hole, around it, and the same way back.
   */
  void splice(int hole, int target, int bridgeX) {
    int beforeTarget = previous[target];
    int lastOfHole = previous[hole];
    int start = addAfter(beforeTarget, bridgeX, y[hole]);
    join(start, hole);
    int back = addAfter(lastOfHole, x[hole], y[hole]);
    int end = addAfter(back, bridgeX, y[hole]);
    join(end, target);
    fixed[start] = true;
    fixed[hole] = true;
    fixed[back] = true;
    fixed[end] = true;
  }

  /**
   * Returns the ring through a node as a closed chain, beginning at a fixed corner if it has one.
   */
  CornerChain chainFrom(int node) {
    int start = node;
    while (!fixed[start] && next[start] != node) {
      start = next[start];
    }
    CornerChain chain = new CornerChain();
    int current = start;
    do {
      chain.add(x[current], y[current], fixed[current]);
      current = next[current];
    } while (current != start);
    chain.add(x[start], y[start], true);
    return chain;
  }
}
