package io.prelabel.service.web.api;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list that is read by key: give {@code next} back as {@code after} to go on. Rows that
 * are added meanwhile shift nothing.
 *
 * @param next key to go on after; absent at the end
 */
record Page<T>(List<T> items, @Nullable Long next) {
  /** What a list gives where no limit is asked for. */
  static final String DEFAULT_LIMIT = "100";

  private static final int MAX_LIMIT = 500;

  /** Reads a page of rows and turns each into its wire form. */
  static <R, T> Page<T> of(
      long after, int limit, Reader<R> rows, ToLongFunction<R> key, Function<R, T> wire) {
    if (after < 0) {
      throw new IllegalArgumentException("after is 0 or a key, not %d".formatted(after));
    }
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "limit is from 1 to %d, not %d".formatted(MAX_LIMIT, limit));
    }
    List<R> page = rows.read(after, limit);
    Long next = page.size() < limit ? null : key.applyAsLong(page.get(page.size() - 1));
    return new Page<>(page.stream().map(wire).toList(), next);
  }

  /** Reads rows with keys above {@code after}, by key. */
  @FunctionalInterface
  interface Reader<R> {
    List<R> read(long after, int limit);
  }
}
