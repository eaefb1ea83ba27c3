package io.prelabel.service.eval;

import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.image.PictureSize;
import io.prelabel.plugin.mask.Mask;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is really in pictures, from COCO instances JSON (COCO data format, "object detection").
 * Objects of one class in one picture are united, crowds apart from the rest. Masks are kept as run
 * lengths, so memory grows with their outlines, not with the pictures or the file. Immutable.
 */
public final class CocoTruth {
  private final Set<String> classes;
  private final Map<String, TruthPicture> pictures;

  CocoTruth(Set<String> classes, List<TruthPicture> pictures) {
    this.classes = Collections.unmodifiableSet(new LinkedHashSet<>(classes));
    this.pictures = new LinkedHashMap<>();
    pictures.forEach(each -> this.pictures.put(each.fileName(), each));
  }

  /**
   * A picture and what is in it.
   *
   * @param fileName as the file has it, relative to the folder of pictures
   * @param size as the file has it, else that of the masks, else empty
   * @param targets where the classes are that are there, by name
   */
  public record TruthPicture(
      String fileName, Optional<PictureSize> size, Map<String, Target> targets) {
    public TruthPicture {
      targets = Map.copyOf(targets);
    }
  }

  /**
   * Reads a file, piece by piece and twice, since annotations may come before what they refer to.
   *
   * @throws PluginException with category {@code BAD_INPUT} where it is no such file, is not
   *     consistent, or holds an object without a mask
   */
  public static CocoTruth read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw PluginException.badInput("There is no file %s.".formatted(file));
    }
    return new CocoTruthReader(file.toString(), () -> Files.newInputStream(file)).read();
  }

  /** Reads a document from memory; {@code source} names it in messages. */
  public static CocoTruth parse(String source, byte[] document) {
    return new CocoTruthReader(source, () -> new ByteArrayInputStream(document)).read();
  }

  /** Returns the names of all classes, those included that are nowhere; in the file's order. */
  public Set<String> classes() {
    return classes;
  }

  /** Returns all pictures, those included in which nothing is; in the file's order. */
  public List<TruthPicture> pictures() {
    return List.copyOf(pictures.values());
  }

  /** Returns where the objects of a class are in a picture, or empty where there are none. */
  public Optional<Mask> mask(String fileName, String className) {
    return Optional.ofNullable(pictures.get(fileName))
        .map(picture -> picture.targets().get(className))
        .filter(Target::isThere)
        .map(Target::objects);
  }

  /** Opens the document from its start. */
  @FunctionalInterface
  interface Document {
    InputStream open() throws IOException;
  }
}
