package io.prelabel.service.export;

import io.prelabel.plugin.mask.Box;
import io.prelabel.plugin.mask.CocoCounts;
import io.prelabel.plugin.mask.Mask;
import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.MaskPrediction;
import io.prelabel.plugin.model.PromptSet;
import java.io.OutputStream;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes the {@code annotations} list of a COCO file. Ids are counted from 1: 0 means "no match" to
 * pycocotools' evaluation.
 */
final class CocoAnnotations implements AutoCloseable {
  private static final JsonFactory JSON = JsonFactory.builder().build();

  private final JsonGenerator json;
  private final List<String> classes;
  private long lastId;

  CocoAnnotations(PromptSet promptSet, OutputStream out) {
    classes = promptSet.classes().stream().map(ClassPrompt::name).toList();
    json = JSON.createGenerator(out);
    json.writeStartArray();
  }

  void write(long imageId, List<MaskPrediction> predictions) {
    for (MaskPrediction each : predictions) {
      long categoryId = classes.indexOf(each.classPrompt().name()) + 1L;
      for (Mask part : each.parts()) {
        json.writeStartObject();
        json.writeNumberProperty("id", ++lastId);
        json.writeNumberProperty("image_id", imageId);
        json.writeNumberProperty("category_id", categoryId);
        json.writeNumberProperty("iscrowd", 0);
        writeMask(part);
        json.writeNumberProperty("score", Rounding.score(each.score()));
        json.writeEndObject();
      }
    }
  }

  private void writeMask(Mask mask) {
    json.writeNumberProperty("area", (double) mask.area());
    Box box = mask.box();
    json.writeArrayPropertyStart("bbox");
    json.writeNumber((double) box.x());
    json.writeNumber((double) box.y());
    json.writeNumber((double) box.width());
    json.writeNumber((double) box.height());
    json.writeEndArray();
    json.writeObjectPropertyStart("segmentation");
    json.writeArrayPropertyStart("size");
    json.writeNumber(mask.height());
    json.writeNumber(mask.width());
    json.writeEndArray();
    json.writeStringProperty("counts", CocoCounts.encode(mask));
    json.writeEndObject();
  }

  @Override
  public void close() {
    json.writeEndArray();
    json.close();
  }
}
