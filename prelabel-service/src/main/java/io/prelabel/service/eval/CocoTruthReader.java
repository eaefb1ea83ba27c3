package io.prelabel.service.eval;

import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.image.PictureSize;
import io.prelabel.plugin.mask.Mask;
import io.prelabel.service.eval.CocoTruth.TruthPicture;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads one {@link CocoTruth}; holds one element of the file's lists at a time. */
final class CocoTruthReader {
  private final String source;
  private final CocoTruth.Document document;
  private final Map<String, String> classOfId = new HashMap<>();
  private final Map<String, PictureBuilder> pictureOfId = new LinkedHashMap<>();
  private final Set<String> fileNames = new HashSet<>();
  private final Set<String> classes = new LinkedHashSet<>();

  CocoTruthReader(String source, CocoTruth.Document document) {
    this.source = source;
    this.document = document;
  }

  CocoTruth read() {
    eachOf(Map.of("categories", this::addClass, "images", this::addPicture));
    eachOf(Map.of("annotations", this::addObject));
    List<TruthPicture> pictures = pictureOfId.values().stream().map(PictureBuilder::build).toList();
    return new CocoTruth(classes, pictures);
  }

  /** Goes through the document once, and gives the elements of some of its lists away. */
  private void eachOf(Map<String, Consumer<JsonNode>> consumerOfList) {
    Set<String> missing = new HashSet<>(consumerOfList.keySet());
    try (InputStream in = new BufferedInputStream(document.open(), 1 << 16);
        JsonParser json = JsonMapper.shared().createParser(in)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw notCoco("it is no JSON object");
      }
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        Consumer<JsonNode> consumer = consumerOfList.get(name);
        if (consumer == null || value != JsonToken.START_ARRAY) {
          json.skipChildren();
          continue;
        }
        missing.remove(name);
        while (json.nextToken() != JsonToken.END_ARRAY) {
          consumer.accept(json.readValueAsTree());
        }
      }
    } catch (IOException e) {
      throw PluginException.badInput("%s can't be read (%s).".formatted(source, e));
    } catch (JacksonException e) {
      throw notCoco(
          "line %d is not JSON"
              .formatted(e.getLocation() == null ? 1 : e.getLocation().getLineNr()));
    }
    if (!missing.isEmpty()) {
      throw notCoco("it has no list \"%s\"".formatted(missing.stream().sorted().toList().get(0)));
    }
  }

  private void addClass(JsonNode category) {
    String name = text(category, "name", "a category").strip();
    String id = text(category, "id", "a category");
    if (classOfId.put(id, name) != null) {
      throw wrong("two categories have the id %s".formatted(id));
    }
    classes.add(name);
  }

  private void addPicture(JsonNode image) {
    String fileName = text(image, "file_name", "an image");
    String id = text(image, "id", "an image");
    if (pictureOfId.put(id, new PictureBuilder(fileName, size(image))) != null) {
      throw wrong("two images have the id %s".formatted(id));
    }
    if (!fileNames.add(fileName)) {
      throw wrong("the image %s comes twice".formatted(fileName));
    }
  }

  private Optional<PictureSize> size(JsonNode image) {
    JsonNode width = image.path("width");
    JsonNode height = image.path("height");
    if (!width.isNumber() || !height.isNumber()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new PictureSize(width.asInt(), height.asInt()));
    } catch (IllegalArgumentException | JacksonException e) {
      throw wrong(
          "the image %s has the size %s x %s".formatted(image.path("file_name"), width, height));
    }
  }

  private void addObject(JsonNode annotation) {
    String id = annotation.path("id").asString("?");
    PictureBuilder picture = pictureOfId.get(text(annotation, "image_id", "an annotation"));
    String className = classOfId.get(text(annotation, "category_id", "an annotation"));
    if (picture == null || className == null) {
      throw wrong(
          "the annotation %s names %s that is not in the file"
              .formatted(id, picture == null ? "an image" : "a category"));
    }
    try {
      Mask mask = CocoSegmentation.mask(annotation.path("segmentation"), picture.size);
      picture.add(className, mask, isCrowd(annotation.path("iscrowd")));
    } catch (PluginException | IllegalArgumentException e) {
      String why = String.valueOf(e.getMessage()).replaceFirst("\\.$", "");
      throw wrong("annotation %s of %s: %s".formatted(id, picture.fileName, why));
    }
  }

  /** COCO writes 0 and 1, other tools true and false, or nothing. */
  private static boolean isCrowd(JsonNode iscrowd) {
    return iscrowd.isBoolean() ? iscrowd.asBoolean() : iscrowd.asInt(0) != 0;
  }

  /** Ids are numbers in COCO, and strings in files of some tools. */
  private String text(JsonNode node, String key, String what) {
    JsonNode value = node.path(key);
    if (!value.isNumber() && !value.isString()) {
      throw wrong("%s has no \"%s\"".formatted(what, key));
    }
    return value.asString();
  }

  private PluginException notCoco(String why) {
    return PluginException.badInput("%s is no COCO instances file: %s.".formatted(source, why));
  }

  private PluginException wrong(String what) {
    return PluginException.badInput("%s: %s.".formatted(source, what));
  }

  /** What is known of a picture so far. */
  private static final class PictureBuilder {
    private final String fileName;
    private final Map<String, Mask> objects = new HashMap<>();
    private final Map<String, Mask> crowds = new HashMap<>();
    private Optional<PictureSize> size;

    private PictureBuilder(String fileName, Optional<PictureSize> size) {
      this.fileName = fileName;
      this.size = size;
    }

    private void add(String className, Mask mask, boolean isCrowd) {
      size = Optional.of(new PictureSize(mask.width(), mask.height()));
      (isCrowd ? crowds : objects).merge(className, mask, Mask::union);
    }

    private TruthPicture build() {
      Set<String> names = new HashSet<>(objects.keySet());
      names.addAll(crowds.keySet());
      Map<String, Target> targets = new HashMap<>();
      for (String each : names) {
        PictureSize all = size.orElseThrow();
        Mask mask = objects.getOrDefault(each, Mask.empty(all.width(), all.height()));
        targets.put(each, new Target(mask, Optional.ofNullable(crowds.get(each))));
      }
      return new TruthPicture(fileName, size, targets);
    }
  }
}
