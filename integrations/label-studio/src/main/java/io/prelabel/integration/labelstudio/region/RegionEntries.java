package io.prelabel.integration.labelstudio.region;

import io.prelabel.integration.labelstudio.config.LabelOutput;
import io.prelabel.integration.labelstudio.config.ResultTag;
import io.prelabel.plugin.image.PictureSize;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Builds the JSON of {@code result}, entry by entry. */
final class RegionEntries {
  private final ArrayNode result;

  RegionEntries(ArrayNode result) {
    this.result = result;
  }

  /** Adds one entry per tag of the label, all with this id. */
  void addRegion(String id, LabelOutput output, RegionShape shape, PictureSize size, double score) {
    for (ResultTag tag : output.tags()) {
      ObjectNode entry = entry(id, tag, score);
      entry
          .put("original_width", size.width())
          .put("original_height", size.height())
          .put("image_rotation", 0);
      ObjectNode value = entry.putObject("value");
      shape.writeTo(value);
      if (tag.labeled()) {
        value.putArray(tag.type()).add(output.label().resultName());
      }
    }
  }

  /** Adds the choices that were made with one control. */
  void addChoices(String id, ResultTag tag, List<String> names, double score) {
    ArrayNode choices = entry(id, tag, score).putObject("value").putArray(tag.type());
    names.forEach(choices::add);
  }

  private ObjectNode entry(String id, ResultTag tag, double score) {
    return result
        .addObject()
        .put("id", id)
        .put("type", tag.type())
        .put("from_name", tag.fromName())
        .put("to_name", tag.toName())
        .put("score", score);
  }
}
