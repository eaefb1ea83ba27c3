package io.prelabel.service.prompts;

import io.prelabel.plugin.model.Attribute;
import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.Prompt;
import io.prelabel.plugin.model.PromptKind;
import io.prelabel.plugin.model.PromptSet;
import io.prelabel.plugin.model.PromptTemplate;
import io.prelabel.plugin.model.Tiling;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.BiConsumer;

/**
 * Writes a prompt set as the YAML document that {@link PromptFile} reads back to an equal set.
 * Equal sets give equal documents; values that are the default are left out, and a presence
 * threshold stands with its class. Stateless.
 */
public final class PromptFileWriter {
  private PromptFileWriter() {}

  /** Returns the document, ending with a line break. */
  public static String write(PromptSet prompts) {
    StringBuilder out = new StringBuilder();
    if (!prompts.tiling().equals(Tiling.ONE)) {
      OptionalInt most = prompts.tiling().most();
      out.append("tiles: ").append(most.isPresent() ? most.getAsInt() : "auto").append('\n');
    }
    writeAll(out, "templates", prompts.templates(), PromptFileWriter::writeTemplate);
    writeAll(out, "attributes", prompts.attributes(), PromptFileWriter::writeAttribute);
    writeAll(out, "classes", prompts.classes(), PromptFileWriter::writeClass);
    return out.toString();
  }

  private static <T> void writeAll(
      StringBuilder out, String key, List<T> items, BiConsumer<StringBuilder, T> writer) {
    if (!items.isEmpty()) {
      out.append(key).append(":\n");
      items.forEach(each -> writer.accept(out, each));
    }
  }

  private static void writeTemplate(StringBuilder out, PromptTemplate template) {
    out.append("  - question: ").append(quoted(template.question())).append('\n');
    out.append("    answer: ").append(quoted(template.answer())).append('\n');
    if (template.kind() != PromptKind.CLASS) {
      out.append("    kind: ").append(word(template.kind())).append('\n');
    }
  }

  private static void writeAttribute(StringBuilder out, Attribute attribute) {
    out.append("  - name: ").append(quoted(attribute.name())).append('\n');
    out.append("    question: ").append(quoted(attribute.question())).append('\n');
    out.append("    answers:\n");
    attribute.answers().forEach(a -> out.append("      - ").append(quoted(a)).append('\n'));
  }

  private static void writeClass(StringBuilder out, ClassPrompt each) {
    out.append("  - name: ").append(quoted(each.name())).append('\n');
    out.append("    prompts:\n");
    each.prompts().forEach(prompt -> writePrompt(out, prompt));
    if (each.threshold() != ClassPrompt.DEFAULT_THRESHOLD) {
      out.append("    threshold: ").append(each.threshold()).append('\n');
    }
    OptionalDouble presence = each.presenceThreshold();
    if (presence.isEmpty()) {
      out.append("    presence: off\n");
    } else if (presence.getAsDouble() != ClassPrompt.DEFAULT_PRESENCE_THRESHOLD) {
      out.append("    presence: ").append(presence.getAsDouble()).append('\n');
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

  private static void writePrompt(StringBuilder out, Prompt prompt) {
    if (prompt.kind() == PromptKind.CLASS) {
      out.append("      - ").append(quoted(prompt.text())).append('\n');
      return;
    }
    out.append("      - text: ").append(quoted(prompt.text())).append('\n');
    out.append("        kind: ").append(word(prompt.kind())).append('\n');
  }

  private static String word(PromptKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
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
