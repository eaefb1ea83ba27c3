package io.prelabel.service.prompts;

import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.PromptSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads prompt sets from files and from words. YAML 1.2 and JSON are read by the same reader, since
 * one contains the other; the keys are described in {@code prelabel-service/README.md}. Stateless.
 *
 * <p>Everything throws {@link InvalidPromptsException} where the content is wrong. Anchors, tags of
 * one's own and deep nesting are refused, so that a small file can't ask for much memory.
 */
public final class PromptFile {
  /** Size of the largest file that is read, in bytes: thousands of classes. */
  static final int MAX_BYTES = 1 << 20;

  private PromptFile() {}

  /**
   * Reads what a person gave for prompts: the name of a file, or the words themselves, separated by
   * commas ("cat, red car"). What looks like a file name is never taken for words.
   */
  public static PromptSet fileOrWords(String argument) {
    if (isFile(argument)) {
      return read(Path.of(argument));
    }
    if (argument.matches("(?is).*([/\\\\]|\\.(ya?ml|json))\\s*")) {
      throw new InvalidPromptsException(argument, "there is no such file");
    }
    return ofWords(argument);
  }

  /** Reads a YAML or JSON file in UTF-8. */
  public static PromptSet read(Path file) {
    return parse(String.valueOf(file.getFileName()), text(file));
  }

  /**
   * Reads a YAML or JSON document.
   *
   * @param source names the document in messages ("prompts.yaml", "the request body")
   */
  public static PromptSet parse(String source, String document) {
    if (document.length() > MAX_BYTES) {
      throw tooLarge(source);
    }
    return new PromptDocument(source).read(document);
  }

  /** Makes a class of each of the words between commas, asked by its own name. */
  public static PromptSet ofWords(String words) {
    List<ClassPrompt> classes = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    for (String word : words.split(",", -1)) {
      String name = word.strip();
      if (name.isEmpty()) {
        throw new InvalidPromptsException(
            "prompts \"" + words + "\"", "there is nothing between two commas or at an end");
      }
      if (!names.add(name)) {
        throw new InvalidPromptsException(
            "prompts \"" + words + "\"", "two classes are named \"" + name + "\"");
      }
      classes.add(ClassPrompt.named(name));
    }
    return PromptSet.of(classes);
  }

  private static boolean isFile(String argument) {
    try {
      return Files.isRegularFile(Path.of(argument));
    } catch (IllegalArgumentException notAPath) {
      return false;
    }
  }

  private static String text(Path file) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (NoSuchFileException missing) {
      throw new InvalidPromptsException(file.toString(), "there is no such file");
    } catch (IOException unreadable) {
      throw PluginException.badInput("%s cannot be read: %s".formatted(file, unreadable));
    }
    if (bytes.length > MAX_BYTES) {
      throw tooLarge(file.toString());
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notText) {
      throw new InvalidPromptsException(file.toString(), "this is not text in UTF-8");
    }
  }

  private static InvalidPromptsException tooLarge(String source) {
    return new InvalidPromptsException(source, "larger than 1 MiB; this is not a prompt file");
  }
}
