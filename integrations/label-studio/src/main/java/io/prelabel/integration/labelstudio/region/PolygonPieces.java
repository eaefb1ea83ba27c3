package io.prelabel.integration.labelstudio.region;

import io.prelabel.plugin.mask.Box;
import io.prelabel.plugin.mask.Connectivity;
import io.prelabel.plugin.mask.Mask;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a mask into parts that a polygon without holes can outline. Label Studio's polygon is one
 * ring, so a part with a hole is cut down the middle of that hole, again and again, until none has
 * one. Together the pieces are the mask; no hole is filled.
 */
final class PolygonPieces {
  private PolygonPieces() {}

  /** Returns the pieces, 4-connected and without holes; none of an empty mask. */
  static List<Mask> of(Mask mask) {
    List<Mask> pieces = new ArrayList<>();
    Deque<Mask> open = new ArrayDeque<>(mask.components(Connectivity.FOUR));
    while (!open.isEmpty()) {
      Mask piece = open.poll();
      Optional<Box> hole = middleHole(piece);
      if (hole.isEmpty()) {
        pieces.add(piece);
      } else {
        int column = hole.get().x() + hole.get().width() / 2;
        open.addAll(columns(piece, 0, column).components(Connectivity.FOUR));
        open.addAll(columns(piece, column, piece.width()).components(Connectivity.FOUR));
      }
    }
    return pieces;
  }

  /** The middle one, so that many holes take few rounds. */
  private static Optional<Box> middleHole(Mask piece) {
    List<Box> holes =
        complement(piece).components(Connectivity.EIGHT).stream()
            .map(Mask::box)
            .filter(box -> isInside(box, piece))
            .sorted(Comparator.comparingInt(Box::x))
            .toList();
    return holes.isEmpty() ? Optional.empty() : Optional.of(holes.get(holes.size() / 2));
  }

  private static boolean isInside(Box box, Mask picture) {
    return box.x() > 0
        && box.y() > 0
        && box.x() + box.width() < picture.width()
        && box.y() + box.height() < picture.height();
  }

  /** One more run of 0 in front makes every run the other kind. */
  private static Mask complement(Mask mask) {
    int[] runs = mask.runs();
    int[] shifted = new int[runs.length + 1];
    System.arraycopy(runs, 0, shifted, 1, runs.length);
    return Mask.ofRuns(mask.width(), mask.height(), shifted);
  }

  private static Mask columns(Mask mask, int first, int end) {
    int height = mask.height();
    int after = (mask.width() - end) * height;
    return mask.intersection(
        Mask.ofRuns(mask.width(), height, first * height, (end - first) * height, after));
  }
}
