package io.prelabel.plugin.mask;

import io.prelabel.plugin.PluginException;
import java.util.Arrays;
import java.util.List;

/**
 * COCO's two ways to write a mask: the {@code counts} string (compressed RLE) and the list of run
 * lengths. Format: {@code rleToString} and {@code rleFrString} of the COCO API's {@code maskApi.c}.
 *
 * <p>The string may hold a backslash: escape it in JSON, quote it in CSV. What is read comes from
 * outside, so whatever is wrong with it is a {@link PluginException} of category {@code BAD_INPUT}.
 */
public final class CocoCounts {
  /** The first character of the alphabet; the last is 63 further, in use are {@code '0'..'o'}. */
  private static final int FIRST_CHARACTER = '0';

  private static final int MORE = 0x20;
  private static final int SIGN = 0x10;
  private static final int BITS = 5;

  /** Groups of 5 bits in the longest number: differences of two ints have 33 bits. */
  private static final int MAX_GROUPS = 7;

  private CocoCounts() {}

  /** Returns the compressed {@code counts} string. */
  public static String encode(Mask mask) {
    StringBuilder text = new StringBuilder(2 * mask.runCount());
    for (int i = 0; i < mask.runCount(); i++) {
      long number = i > 2 ? (long) mask.run(i) - mask.run(i - 2) : mask.run(i);
      append(text, number);
    }
    return text.toString();
  }

  private static void append(StringBuilder text, long number) {
    long rest = number;
    boolean more = true;
    while (more) {
      int group = (int) (rest & 0x1f);
      rest >>= BITS;
      more = (group & SIGN) == 0 ? rest != 0 : rest != -1;
      text.append((char) ((more ? group | MORE : group) + FIRST_CHARACTER));
    }
  }

  /**
   * Reads a compressed {@code counts} string.
   *
   * @param width of the picture it must cover
   * @param height of the picture it must cover
   */
  public static Mask decode(int width, int height, String counts) {
    int[] runs = new int[16];
    int count = 0;
    int position = 0;
    while (position < counts.length()) {
      int end = endOfNumber(counts, position);
      long number = number(counts, position, end);
      position = end;
      if (count == runs.length) {
        runs = Arrays.copyOf(runs, count * 2);
      }
      runs[count] = run(count > 2 ? number + runs[count - 2] : number);
      count++;
    }
    return mask(width, height, Arrays.copyOf(runs, count));
  }

  private static int endOfNumber(String counts, int start) {
    for (int i = start; i < counts.length(); i++) {
      int group = counts.charAt(i) - FIRST_CHARACTER;
      if (group < 0 || group >= 2 * MORE) {
        throw PluginException.badInput(
            "COCO counts hold a character outside '0' to 'o' at position %d.".formatted(i));
      }
      if ((group & MORE) == 0) {
        return i + 1;
      }
      if (i - start + 1 == MAX_GROUPS) {
        throw PluginException.badInput(
            "COCO counts hold a number that is too long at position %d.".formatted(start));
      }
    }
    throw PluginException.badInput("COCO counts end in the middle of a number.");
  }

  private static long number(String counts, int start, int end) {
    long number = 0;
    for (int i = start; i < end; i++) {
      number |= (long) ((counts.charAt(i) - FIRST_CHARACTER) & 0x1f) << (BITS * (i - start));
    }
    int unused = Long.SIZE - BITS * (end - start);
    return number << unused >> unused;
  }

  /** Returns the run lengths as the uncompressed form lists them. */
  public static List<Integer> toList(Mask mask) {
    return Arrays.stream(mask.runs()).boxed().toList();
  }

  /** Reads the uncompressed form; numbers of any type are accepted where they are whole. */
  public static Mask ofList(int width, int height, List<? extends Number> counts) {
    int[] runs = new int[counts.size()];
    for (int i = 0; i < runs.length; i++) {
      Number count = counts.get(i);
      if (count.doubleValue() != count.longValue()) {
        throw PluginException.badInput(
            "COCO counts hold %s, which is not a whole number.".formatted(count));
      }
      runs[i] = run(count.longValue());
    }
    return mask(width, height, runs);
  }

  private static int run(long length) {
    if (length < 0) {
      throw PluginException.badInput("COCO counts hold a negative run: %d.".formatted(length));
    }
    if (length > Integer.MAX_VALUE) {
      throw PluginException.badInput(
          "COCO counts hold a run longer than any picture: %d.".formatted(length));
    }
    return (int) length;
  }

  private static Mask mask(int width, int height, int[] runs) {
    try {
      return Mask.ofRuns(width, height, runs);
    } catch (IllegalArgumentException e) {
      throw PluginException.badInput("COCO counts don't fit: %s.".formatted(e.getMessage()));
    }
  }
}
