package io.prelabel.plugin.mask;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Traces all rings of a mask and lets each hole into the ring around it: from the hole's first
 * corner straight left to the nearest ring. Memory is in proportion to the runs.
 */
final class Outlines {
  private final OutlineTracer tracer;
  private final OutlineNodes nodes = new OutlineNodes();

  /** The node where an edge begins, for edges that come after a corner. */
  private final int[] startNode;

  private final List<Integer> outer = new ArrayList<>();
  private final List<Integer> holes = new ArrayList<>();

  private Outlines(Segments segments, int width) {
    tracer = new OutlineTracer(segments, width);
    startNode = new int[2 * segments.count];
  }

  /** Returns one closed chain per 4-connected part, in the order of {@link Mask#components}. */
  static List<CornerChain> of(Mask mask) {
    Outlines outlines = new Outlines(Segments.of(mask), mask.width());
    outlines.traceAll();
    outlines.bridgeHoles();
    return outlines.outer.stream().map(outlines.nodes::chainFrom).toList();
  }

  /** The first edge of a ring in the order of the segments is a top only if it's an outer one. */
  private void traceAll() {
    BitSet seen = new BitSet(startNode.length);
    for (int edge = 0; edge < startNode.length; edge++) {
      if (!seen.get(edge)) {
        int node = trace(edge, seen);
        (OutlineTracer.isTop(edge) ? outer : holes).add(node);
      }
    }
  }

  /** Returns the node at the first corner, which is where the first edge ends or its row does. */
  private int trace(int firstEdge, BitSet seen) {
    int firstNode = -1;
    int last = -1;
    int edge = firstEdge;
    do {
      seen.set(edge);
      int next = tracer.next(edge);
      boolean isCorner =
          OutlineTracer.isTop(edge) != OutlineTracer.isTop(next)
              || tracer.y(edge) != tracer.y(next);
      if (isCorner) {
        last = nodes.addAfter(last, tracer.endX(edge), tracer.y(edge));
        firstNode = firstNode < 0 ? last : firstNode;
        last = nodes.addAfter(last, tracer.startX(next), tracer.y(next));
        startNode[next] = last;
      }
      edge = next;
    } while (edge != firstEdge);
    return firstNode;
  }

  /** Bridges that meet one vertical edge are let in as its way up comes to them. */
  private void bridgeHoles() {
    holes.sort(Comparator.comparingInt(hole -> -nodes.y(hole)));
    for (int hole : holes) {
      int y = nodes.y(hole);
      int x = nodes.x(hole);
      while (tracer.holds(x - 1, y - 1) && tracer.holds(x - 1, y)) {
        x--;
      }
      nodes.splice(hole, startNode[tracer.upwardsFrom(x, y)], x);
    }
  }
}
