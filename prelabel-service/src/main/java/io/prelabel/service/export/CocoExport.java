package io.prelabel.service.export;

import io.prelabel.plugin.mask.Box;
import io.prelabel.plugin.mask.CocoCounts;
import io.prelabel.plugin.mask.Mask;
import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.MaskPrediction;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes a run as COCO instances JSON (COCO data format, "object detection"), readable by
 * pycocotools: masks as compressed run lengths, one annotation per mask, or per part where the
 * class is split. Images that failed or were not run are left out of {@code images}, since "nothing
 * there" is not known of them; {@code info.prelabel.items} counts them.
 *
 * <p>Holds one image's masks at a time: images and annotations are two lists in the format, so the
 * content is read twice.
 */
public final class CocoExport {
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private CocoExport() {}

  /**
   * Writes to a file, beside it first: the name never holds half an export, and an older export
   * stays until the new one is whole.
   */
  public static void write(RunContent content, Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path beside = Files.createTempFile(folder, "." + file.getFileName(), ".part");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(beside), 1 << 16)) {
        write(content, out);
      }
      move(beside, file);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException otherFileSystem) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Writes to a stream, in UTF-8, and leaves it open. */
  public static void write(RunContent content, OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      writeInfo(json, content.summary());
      json.writeArrayPropertyStart("licenses");
      json.writeEndArray();
      writeImages(json, content);
      writeCategories(json, content.summary().promptSet().classes());
      writeAnnotations(json, content);
      json.writeEndObject();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void writeInfo(JsonGenerator json, RunContent.Summary summary) {
    json.writeObjectPropertyStart("info");
    json.writeStringProperty("description", "Pre-labels of " + summary.dataset());
    json.writeStringProperty("date_created", summary.exportedAt().toString());
    json.writeObjectPropertyStart("prelabel");
    json.writeNumberProperty("run", summary.runId());
    json.writeStringProperty("model_version", summary.modelVersion());
    json.writeStringProperty("prompt_set_version", summary.promptSetVersion());
    json.writeObjectPropertyStart("items");
    new TreeMap<>(summary.items()).forEach(json::writeNumberProperty);
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeImages(JsonGenerator json, RunContent content) {
    json.writeArrayPropertyStart("images");
    Counter ids = new Counter();
    content.forEachImage(
        image -> {
          json.writeStartObject();
          json.writeNumberProperty("id", ids.next());
          json.writeStringProperty("file_name", image.fileName());
          json.writeNumberProperty("width", image.size().width());
          json.writeNumberProperty("height", image.size().height());
          json.writeEndObject();
        });
    json.writeEndArray();
  }

  private static void writeCategories(JsonGenerator json, List<ClassPrompt> classes) {
    json.writeArrayPropertyStart("categories");
    for (int i = 0; i < classes.size(); i++) {
      json.writeStartObject();
      json.writeNumberProperty("id", i + 1);
      json.writeStringProperty("name", classes.get(i).name());
      json.writeStringProperty("supercategory", "");
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeAnnotations(JsonGenerator json, RunContent content) {
    List<String> names =
        content.summary().promptSet().classes().stream().map(ClassPrompt::name).toList();
    json.writeArrayPropertyStart("annotations");
    Counter imageIds = new Counter();
    Counter ids = new Counter();
    content.forEachImage(
        image -> {
          long imageId = imageIds.next();
          for (MaskPrediction each : content.predictions(image)) {
            long categoryId = names.indexOf(each.classPrompt().name()) + 1;
            for (Mask part : each.parts()) {
              json.writeStartObject();
              json.writeNumberProperty("id", ids.next());
              json.writeNumberProperty("image_id", imageId);
              json.writeNumberProperty("category_id", categoryId);
              writeMask(json, part);
              json.writeNumberProperty("score", Math.round(each.score() * 1e6) / 1e6);
              json.writeEndObject();
            }
          }
        });
    json.writeEndArray();
  }

  private static void writeMask(JsonGenerator json, Mask mask) {
    json.writeNumberProperty("iscrowd", 0);
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

  /** Ids from 1, as pycocotools expects: 0 means "no match" to its evaluation. */
  private static final class Counter {
    private long last;

    long next() {
      return ++last;
    }
  }
}
