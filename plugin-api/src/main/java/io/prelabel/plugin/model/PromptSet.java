package io.prelabel.plugin.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The classes of a run, immutable. Equal content gives an equal {@link #version()}, wherever and
 * whenever it was written down.
 *
 * @param classes at least one, names unique; the order is kept and is that of exports
 */
public record PromptSet(List<ClassPrompt> classes) {
  public PromptSet {
    classes = List.copyOf(classes);
    if (classes.isEmpty()) {
      throw new IllegalArgumentException("a prompt set needs at least one class");
    }
    Set<String> names = new HashSet<>();
    for (ClassPrompt each : classes) {
      if (!names.add(each.name())) {
        throw new IllegalArgumentException("two classes are named \"%s\"".formatted(each.name()));
      }
    }
  }

  /**
   * Returns the version: {@code ps-} and the first 16 hexadecimal digits of a SHA-256 over
   * everything that changes answers. The colours do not: they only change how an answer is drawn.
   */
  public String version() {
    MessageDigest digest = sha256();
    for (ClassPrompt each : classes) {
      put(digest, "class", each.name());
      for (Prompt prompt : each.prompts()) {
        put(digest, prompt.kind().name(), prompt.text());
      }
      put(digest, "threshold", Double.toString(each.threshold()));
      put(digest, "minimumArea", Integer.toString(each.minimumArea()));
      put(digest, "split", Boolean.toString(each.split()));
    }
    return "ps-" + HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  /** Length-prefixed, so that no two different contents can spell the same bytes. */
  private static void put(MessageDigest digest, String key, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    digest.update((key + ":" + bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
