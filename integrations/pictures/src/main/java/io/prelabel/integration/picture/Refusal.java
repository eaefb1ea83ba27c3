package io.prelabel.integration.picture;

import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;

/** The reasons for which a file is not decoded, in the words that people read beside its name. */
final class Refusal {
  private Refusal() {}

  static PluginException empty() {
    return PluginException.badInput("empty");
  }

  static PluginException truncated() {
    return PluginException.badInput("truncated");
  }

  static PluginException damaged(String detail) {
    return PluginException.badInput("damaged: " + detail);
  }

  /** For what a reader threw: its own words are for the log, not for people. */
  static PluginException damaged(Throwable cause) {
    return new PluginException(FailureCategory.BAD_INPUT, "damaged", cause);
  }

  static PluginException unsupported(String format) {
    return PluginException.badInput("unsupported format " + format);
  }

  static PluginException notAnImage(String hint) {
    return PluginException.badInput(hint.isEmpty() ? "not an image" : "not an image: " + hint);
  }

  static PluginException badSize(long width, long height) {
    return PluginException.badInput("bad size: %d x %d".formatted(width, height));
  }

  static PluginException tooManyPixels(Header header, long limit) {
    return PluginException.badInput(
        "too many pixels: %d x %d, the limit is %s"
            .formatted(header.width(), header.height(), inWords(limit)));
  }

  static PluginException outOfMemory(OutOfMemoryError cause) {
    return new PluginException(
        FailureCategory.OVER_CAPACITY,
        "not enough memory to decode the picture; give the program more or decode fewer at a time",
        cause);
  }

  private static String inWords(long pixels) {
    return pixels % 1_000_000 == 0 ? pixels / 1_000_000 + " million" : Long.toString(pixels);
  }
}
