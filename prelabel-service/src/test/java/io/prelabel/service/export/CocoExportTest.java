package io.prelabel.service.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prelabel.plugin.model.Attribute;
import io.prelabel.plugin.model.AttributeAnswer;
import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.Prompt;
import io.prelabel.plugin.model.PromptSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CocoExportTest {
  private static final ClassPrompt WHOLE = ClassPrompt.named("whole");
  private static final ClassPrompt SPLIT =
      new ClassPrompt(
          "split",
          List.of(Prompt.ofClass("s")),
          0.5,
          OptionalDouble.empty(),
          0,
          true,
          Optional.empty());
  private static final PromptSet PROMPTS = PromptSet.of(List.of(WHOLE, SPLIT));

  private final FixedContent content =
      new FixedContent(PROMPTS)
          .with(
              "a/one.jpg",
              FixedContent.prediction(WHOLE, "....", ".##.", ".##."),
              FixedContent.prediction(SPLIT, "#..#", "#..#", "...."))
          .with("leer \"é\".png", FixedContent.prediction(WHOLE, ".", "."))
          .with("three.png", FixedContent.prediction(SPLIT, "#"));

  /**
   * The counts by hand: runs 4 2 1 2 3 are "42102", since from the fourth on the difference is
   * written.
   */
  @Test
  void write_givesCocoInstances() throws IOException {
    assertThat(json())
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {
                      "info": {
                        "description": "Pre-labels of boxes",
                        "date_created": "2026-01-02T03:04:05Z",
                        "prelabel": {
                          "run": 7, "model_version": "self1e-00ff", "prompt_set_version": "%s",
                          "items": {"done": 3, "failed": 2}
                        }
                      },
                      "licenses": [],
                      "images": [
                        {"id": 1, "file_name": "a/one.jpg", "width": 4, "height": 3},
                        {"id": 2, "file_name": "leer \\"é\\".png", "width": 1, "height": 2},
                        {"id": 3, "file_name": "three.png", "width": 1, "height": 1}
                      ],
                      "categories": [
                        {"id": 1, "name": "whole", "supercategory": ""},
                        {"id": 2, "name": "split", "supercategory": ""}
                      ],
                      "annotations": [
                        {"id": 1, "image_id": 1, "category_id": 1, "iscrowd": 0, "area": 4.0,
                         "bbox": [1.0, 1.0, 2.0, 2.0], "score": 0.999665,
                         "segmentation": {"size": [3, 4], "counts": "42102"}},
                        {"id": 2, "image_id": 1, "category_id": 2, "iscrowd": 0, "area": 2.0,
                         "bbox": [0.0, 0.0, 1.0, 2.0], "score": 0.999665,
                         "segmentation": {"size": [3, 4], "counts": "02:"}},
                        {"id": 3, "image_id": 1, "category_id": 2, "iscrowd": 0, "area": 2.0,
                         "bbox": [3.0, 0.0, 1.0, 2.0], "score": 0.999665,
                         "segmentation": {"size": [3, 4], "counts": "921"}},
                        {"id": 4, "image_id": 3, "category_id": 2, "iscrowd": 0, "area": 1.0,
                         "bbox": [0.0, 0.0, 1.0, 1.0], "score": 0.999665,
                         "segmentation": {"size": [1, 1], "counts": "01"}}
                      ]
                    }
                    """
                        .formatted(PROMPTS.version())));
  }

  @Test
  void write_givesAttributesAndAbsentClassesWithTheirImage() throws IOException {
    Attribute light = new Attribute("light", "Is it day or night?", List.of("day", "night"));
    FixedContent asked =
        new FixedContent(PROMPTS)
            .with("a.png", FixedContent.absent(WHOLE, 0.0123456789), FixedContent.absent(SPLIT, 0))
            .saying(new AttributeAnswer(light, List.of(0.25, 0.75)))
            .with("b.png", FixedContent.prediction(WHOLE, "#"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CocoExport.write(asked, out);
    assertThat(JsonMapper.shared().readTree(out.toByteArray()).path("images"))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    [
                      {"id": 1, "file_name": "a.png", "width": 4, "height": 3,
                       "attributes": {"light": "night"},
                       "attribute_shares": {"light": {"day": 0.25, "night": 0.75}},
                       "absent": {"whole": 0.012346, "split": 0.0}},
                      {"id": 2, "file_name": "b.png", "width": 1, "height": 1}
                    ]
                    """));
  }

  @Test
  void write_leavesTheOldFileWhereTheNewOneFails(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("coco.json");
    CocoExport.write(content, file);
    byte[] before = Files.readAllBytes(file);

    RunContent broken = new Broken(content);
    assertThatThrownBy(() -> CocoExport.write(broken, file)).hasMessage("the database went away");

    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void write_replacesAnOlderFileAndCreatesFolders(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("deep/er/coco.json");
    CocoExport.write(content, file);
    CocoExport.write(content, file);
    assertThat(JsonMapper.shared().readTree(file)).isEqualTo(json());
  }

  /** A file that is simply created shows what the process's umask gives. */
  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no umask")
  void write_followsTheUmask(@TempDir Path folder) throws IOException {
    Path plain = Files.createFile(folder.resolve("plain"));
    Path file = folder.resolve("coco.json");
    CocoExport.write(content, file);
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(plain));
  }

  private JsonNode json() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CocoExport.write(content, out);
    return JsonMapper.shared().readTree(out.toString(StandardCharsets.UTF_8));
  }

  private record Broken(RunContent whole) implements RunContent {
    @Override
    public Summary summary() {
      return whole.summary();
    }

    @Override
    public Map<String, Long> forEachImage(Consumer<LabeledImage> consumer) {
      whole.forEachImage(consumer);
      throw new IllegalStateException("the database went away");
    }
  }
}
