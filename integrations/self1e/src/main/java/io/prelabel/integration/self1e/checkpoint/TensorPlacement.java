package io.prelabel.integration.self1e.checkpoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the numbers of one tensor of a checkpoint go: its rows become rows of the program's
 * tensors. So the program knows one set of names and layouts, whatever the checkpoint's
 * architecture is, and products of the same input become one product.
 *
 * @param tensor the name in the checkpoint
 * @param shape what it must have, row-major; a row is one step of the first dimension
 * @param ranges its rows, in rising order, none twice
 */
public record TensorPlacement(String tensor, List<Long> shape, List<RowRange> ranges) {
  public TensorPlacement {
    shape = List.copyOf(shape);
    ranges = List.copyOf(ranges);
  }

  /**
   * Neighbouring rows that stay together.
   *
   * @param from the first row in the checkpoint's tensor
   * @param count number of rows
   * @param target the program's tensor
   * @param at the first row there
   * @param height rows of the program's tensor
   */
  public record RowRange(long from, long count, String target, long at, long height) {}

  /** A tensor that the program has as it is stored, under another name or the same. */
  static TensorPlacement whole(String tensor, String target, long... shape) {
    return part(tensor, target, 0, shape[0], shape);
  }

  /** A tensor that becomes neighbouring rows of a higher one. */
  static TensorPlacement part(String tensor, String target, long at, long height, long... shape) {
    return new TensorPlacement(
        tensor,
        Arrays.stream(shape).boxed().toList(),
        List.of(new RowRange(0, shape[0], target, at, height)));
  }

  /**
   * Says where a piece of the tensor goes.
   *
   * @param at index of the piece's first number in the tensor
   * @param count numbers in the piece
   */
  public List<PlacedPiece> place(long at, long count) {
    long row = rowLength();
    List<PlacedPiece> pieces = new ArrayList<>();
    for (RowRange range : ranges) {
      long begin = Math.max(at, range.from() * row);
      long end = Math.min(at + count, (range.from() + range.count()) * row);
      if (begin < end) {
        long to = begin + (range.at() - range.from()) * row;
        pieces.add(
            new PlacedPiece(range.target(), targetShape(range), begin - at, end - begin, to));
      }
    }
    return pieces;
  }

  /** Returns the numbers in one row. */
  public long rowLength() {
    return shape.stream().skip(1).reduce(1L, Math::multiplyExact);
  }

  private List<Long> targetShape(RowRange range) {
    List<Long> result = new ArrayList<>(shape);
    result.set(0, range.height());
    return result;
  }
}
