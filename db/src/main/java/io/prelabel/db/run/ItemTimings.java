package io.prelabel.db.run;

import java.util.OptionalDouble;

/**
 * How long the steps of one image took, in milliseconds, as far as they were reached.
 *
 * @param decode reading, decoding and preparing the picture
 * @param waiting from handing it to the engine until its batch began
 * @param inference the batch that it was part of
 * @param encoding cutting the masks
 */
public record ItemTimings(
    OptionalDouble decode,
    OptionalDouble waiting,
    OptionalDouble inference,
    OptionalDouble encoding) {
  /** Nothing was reached. */
  public static final ItemTimings NONE =
      new ItemTimings(
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty());

  /** Makes timings of an image that went all the way. */
  public static ItemTimings of(double decode, double waiting, double inference, double encoding) {
    return new ItemTimings(
        OptionalDouble.of(decode),
        OptionalDouble.of(waiting),
        OptionalDouble.of(inference),
        OptionalDouble.of(encoding));
  }
}
