package io.prelabel.service.export;

import io.prelabel.plugin.model.ClassPrompt;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes a run as COCO instances JSON (COCO data format, "object detection"), readable by
 * pycocotools: masks as compressed run lengths, one annotation per mask, or per part where the
 * class is split. Images that failed or were not run are left out of {@code images}, since "nothing
 * there" is not known of them; {@code info.prelabel.items} counts them. What the format has no
 * place for is written beside it ({@link CocoImageExtras}).
 *
 * <p>Holds one image's masks at a time: images and annotations are two lists in the format, so the
 * annotations go to a temporary file until the images are through.
 */
public final class CocoExport {
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private CocoExport() {}

  /**
   * Writes to a file, beside it first: the name never holds half an export, and an older export
   * stays until the new one is whole. Readable by whom the process's umask lets read.
   */
  public static void write(RunContent content, Path file) throws IOException {
    WholeFile.write(file, out -> write(content, out));
  }

  /** Writes to a stream, in UTF-8, and leaves it open. */
  public static void write(RunContent content, OutputStream out) throws IOException {
    Path annotations = Files.createTempFile("prelabel-annotations", ".json");
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeArrayPropertyStart("licenses");
      json.writeEndArray();
      writeCategories(json, content.summary().promptSet().classes());
      Map<String, Long> items = writeImages(json, content, annotations);
      append(json, annotations);
      writeInfo(json, content.summary(), items);
      json.writeEndObject();
    } finally {
      Files.deleteIfExists(annotations);
    }
  }

  private static Map<String, Long> writeImages(
      JsonGenerator json, RunContent content, Path annotationFile) throws IOException {
    json.writeArrayPropertyStart("images");
    long[] lastId = {0};
    Map<String, Long> items;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(annotationFile));
        CocoAnnotations annotations = new CocoAnnotations(content.summary().promptSet(), out)) {
      items =
          content.forEachImage(
              image -> {
                long id = ++lastId[0];
                writeImage(json, id, image);
                annotations.write(id, image.predictions());
              });
    }
    json.writeEndArray();
    return items;
  }

  private static void writeImage(JsonGenerator json, long id, LabeledImage image) {
    json.writeStartObject();
    json.writeNumberProperty("id", id);
    json.writeStringProperty("file_name", image.fileName());
    json.writeNumberProperty("width", image.size().width());
    json.writeNumberProperty("height", image.size().height());
    CocoImageExtras.write(json, image);
    json.writeEndObject();
  }

  /** The file is a JSON array already. */
  private static void append(JsonGenerator json, Path annotations) throws IOException {
    json.writeName("annotations");
    json.writeRawValue("");
    char[] buffer = new char[1 << 13];
    try (Reader reader = Files.newBufferedReader(annotations)) {
      for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
        json.writeRaw(buffer, 0, count);
      }
    }
  }

  private static void writeInfo(
      JsonGenerator json, RunContent.Summary summary, Map<String, Long> items) {
    json.writeObjectPropertyStart("info");
    json.writeStringProperty("description", "Pre-labels of " + summary.dataset());
    json.writeStringProperty("date_created", summary.exportedAt().toString());
    json.writeObjectPropertyStart("prelabel");
    json.writeNumberProperty("run", summary.runId());
    json.writeStringProperty("model_version", summary.modelVersion());
    json.writeStringProperty("prompt_set_version", summary.promptSetVersion());
    json.writeObjectPropertyStart("items");
    new TreeMap<>(items).forEach(json::writeNumberProperty);
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
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
}
