package io.prelabel.service.demo;

import io.prelabel.plugin.mask.CocoCounts;
import io.prelabel.plugin.mask.Mask;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is really in the demo's pictures; read from COCO instances JSON with compressed run lengths.
 */
public final class GroundTruth {
  private final Map<String, Map<String, Mask>> maskOfClass;

  private GroundTruth(Map<String, Map<String, Mask>> maskOfClass) {
    this.maskOfClass = maskOfClass;
  }

  static GroundTruth parse(byte[] coco) {
    JsonNode root = JsonMapper.shared().readTree(coco);
    Map<Long, String> classes = new HashMap<>();
    root.path("categories")
        .forEach(c -> classes.put(c.path("id").asLong(), c.path("name").asString()));
    Map<Long, String> files = new HashMap<>();
    Map<String, Map<String, Mask>> masks = new LinkedHashMap<>();
    for (JsonNode image : root.path("images")) {
      files.put(image.path("id").asLong(), image.path("file_name").asString());
      masks.put(image.path("file_name").asString(), new LinkedHashMap<>());
    }
    for (JsonNode each : root.path("annotations")) {
      String file = files.get(each.path("image_id").asLong());
      String name = classes.get(each.path("category_id").asLong());
      masks.getOrDefault(file, new HashMap<>()).put(name, mask(each.path("segmentation")));
    }
    return new GroundTruth(masks);
  }

  private static Mask mask(JsonNode segmentation) {
    JsonNode size = segmentation.path("size");
    return CocoCounts.decode(
        size.path(1).asInt(), size.path(0).asInt(), segmentation.path("counts").asString());
  }

  List<String> fileNames() {
    return List.copyOf(maskOfClass.keySet());
  }

  /** Returns where a class is in a picture, or empty where it is not. */
  public Optional<Mask> mask(String fileName, String className) {
    return Optional.ofNullable(maskOfClass.getOrDefault(fileName, Map.of()).get(className));
  }
}
