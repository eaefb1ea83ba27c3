package io.prelabel.service.prompts;

import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.Prompt;
import io.prelabel.plugin.model.PromptKind;
import io.prelabel.plugin.model.PromptSet;
import java.util.Locale;

/**
 * Writes a prompt set as the YAML document that {@link PromptFile} reads back to an equal set.
 * Equal sets give equal documents; values that are the default are left out. Stateless.
 */
public final class PromptFileWriter {
  private PromptFileWriter() {}

  /** Returns the document, ending with a line break. */
  public static String write(PromptSet prompts) {
    StringBuilder out = new StringBuilder("classes:\n");
    for (ClassPrompt each : prompts.classes()) {
      out.append("  - name: ").append(quoted(each.name())).append('\n');
      out.append("    prompts:\n");
      each.prompts().forEach(prompt -> writePrompt(out, prompt));
      if (each.threshold() != ClassPrompt.DEFAULT_THRESHOLD) {
        out.append("    threshold: ").append(each.threshold()).append('\n');
      }
      if (each.minimumArea() != 0) {
        out.append("    minimum_area: ").append(each.minimumArea()).append('\n');
      }
      if (each.split()) {
        out.append("    split: true\n");
      }
      each.colour()
          .ifPresent(colour -> out.append("    colour: ").append(quoted(colour)).append('\n'));
    }
    return out.toString();
  }

  private static void writePrompt(StringBuilder out, Prompt prompt) {
    if (prompt.kind() == PromptKind.CLASS) {
      out.append("      - ").append(quoted(prompt.text())).append('\n');
      return;
    }
    out.append("      - text: ").append(quoted(prompt.text())).append('\n');
    out.append("        kind: ").append(prompt.kind().name().toLowerCase(Locale.ROOT)).append('\n');
  }

  /** A double-quoted scalar, YAML 1.2 section 7.3.1; anything not printable is escaped. */
  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                out.append('\\').appendCodePoint(c);
              } else if (isPrintable(c)) {
                out.appendCodePoint(c);
              } else {
                out.append("\\U%08x".formatted(c));
              }
            });
    return out.append('"').toString();
  }

  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
