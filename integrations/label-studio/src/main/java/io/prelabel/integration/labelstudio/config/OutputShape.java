package io.prelabel.integration.labelstudio.config;

import io.prelabel.plugin.PluginException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a label becomes in Label Studio, in the order in which {@code auto} prefers it: first what
 * keeps the outline, the lighter of them first; then the box; then mere presence.
 *
 * <p>A polygon is some kilobytes of text that the browser draws as it is. A brush region is a
 * bitmap of the picture's size that the browser unpacks for every region before a task is shown.
 */
public enum OutputShape {
  POLYGON("polygon"),
  BRUSH("brush"),
  RECTANGLE("rectangle"),
  CHOICES("choices");

  /** Leaves the choice to the program. */
  public static final String AUTO = "auto";

  private final String word;

  OutputShape(String word) {
    this.word = word;
  }

  /**
   * Reads the word of a profile or a command.
   *
   * @return empty for {@value #AUTO}
   * @throws PluginException {@code BAD_INPUT} for any other word
   */
  public static Optional<OutputShape> parse(String word) {
    String wanted = word.strip().toLowerCase(Locale.ROOT);
    if (wanted.equals(AUTO)) {
      return Optional.empty();
    }
    Optional<OutputShape> found =
        Arrays.stream(values()).filter(each -> each.word.equals(wanted)).findFirst();
    if (found.isEmpty()) {
      throw PluginException.badInput(
          "\"%s\" is not an output shape; say %s or %s".formatted(word, AUTO, words()));
    }
    return found;
  }

  /** Returns the word that people write. */
  @Override
  public String toString() {
    return word;
  }

  private static String words() {
    return Arrays.stream(values()).map(OutputShape::toString).collect(Collectors.joining(" or "));
  }
}
