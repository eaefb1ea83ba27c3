package io.prelabel.integration.labelstudio.config;

import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Colours as labels have them in {@code background}: hexadecimal, or one of the names that Label
 * Studio's templates use. A colour only changes how things look, so an unknown one is left out
 * rather than refused.
 */
final class CssColour {
  private static final Pattern LONG = Pattern.compile("#[0-9a-f]{6}");
  private static final Pattern SHORT = Pattern.compile("#[0-9a-f]{3}");

  /** CSS Color Module Level 4, section 6.1. */
  private static final Map<String, String> NAMED =
      Map.ofEntries(
          entry("aqua", "#00ffff"),
          entry("black", "#000000"),
          entry("blue", "#0000ff"),
          entry("brown", "#a52a2a"),
          entry("cyan", "#00ffff"),
          entry("darkgreen", "#006400"),
          entry("fuchsia", "#ff00ff"),
          entry("gray", "#808080"),
          entry("green", "#008000"),
          entry("grey", "#808080"),
          entry("lime", "#00ff00"),
          entry("magenta", "#ff00ff"),
          entry("maroon", "#800000"),
          entry("navy", "#000080"),
          entry("olive", "#808000"),
          entry("orange", "#ffa500"),
          entry("pink", "#ffc0cb"),
          entry("purple", "#800080"),
          entry("red", "#ff0000"),
          entry("silver", "#c0c0c0"),
          entry("teal", "#008080"),
          entry("violet", "#ee82ee"),
          entry("white", "#ffffff"),
          entry("yellow", "#ffff00"));

  private CssColour() {}

  /** Returns {@code #rrggbb}, or empty for none or another notation. */
  static Optional<String> parse(String text) {
    String colour = text.strip().toLowerCase(Locale.ROOT);
    if (LONG.matcher(colour).matches()) {
      return Optional.of(colour);
    }
    if (SHORT.matcher(colour).matches()) {
      return Optional.of(colour.replaceAll("([0-9a-f])", "$1$1"));
    }
    return Optional.ofNullable(NAMED.get(colour));
  }
}
