package io.prelabel.integration.self1e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prelabel.integration.self1e.bench.PublishedLayout;
import io.prelabel.plugin.mask.LogitGrid;
import io.prelabel.plugin.mask.Mask;
import io.prelabel.plugin.mask.MaskCut;
import io.prelabel.plugin.model.ImageAnswer;
import io.prelabel.plugin.model.ModelSettings;
import io.prelabel.plugin.model.Precision;
import io.prelabel.plugin.model.PreparedImage;
import io.prelabel.plugin.model.Prompt;
import io.prelabel.plugin.model.Questions;
import io.prelabel.plugin.model.SegmentationRequest;
import io.prelabel.plugin.model.Tiling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What only a folder of the published form shows, whose ids and grids the small ones don't have.
 */
class PublishedLayoutTest {
  private static final List<Prompt> PROMPTS = List.of(Prompt.ofClass("cup"), Prompt.ofClass("!"));

  @TempDir private static Path folder;

  @BeforeAll
  static void write() throws IOException {
    PublishedLayout.write(folder);
  }

  @Test
  void segGetsTheNextFreeId_andATileIs256Tokens() {
    try (Self1eModel model = open(Precision.FLOAT32)) {
      long[] row =
          model.inspect(image(model, "coffee.png"), Questions.masks(PROMPTS)).maskTokens(0);
      assertThat(row).contains(PublishedLayout.SEG);
      assertThat(PublishedLayout.SEG).isEqualTo(151_674);
      assertThat(Arrays.stream(row).filter(id -> id == 151_667)).hasSize(256);
    }
  }

  @Test
  void picturesInOneBatch_areAnsweredAsOneByOne_inEitherPrecision() {
    List<LogitGrid> wide;
    try (Self1eModel model = open(Precision.FLOAT32)) {
      wide = answers(model, model.segment(requests(model)));
      List<LogitGrid> alone = new ArrayList<>();
      for (SegmentationRequest each : requests(model)) {
        alone.addAll(answers(model, model.segment(List.of(each))));
      }
      for (int i = 0; i < wide.size(); i++) {
        assertThat(wide.get(i).rows()).isEqualTo(64);
        assertThat(wide.get(i).values()).containsExactly(alone.get(i).values(), within(1e-4f));
      }
      assertThat(wide.get(0).values()).isNotEqualTo(wide.get(2).values());
    }
    try (Self1eModel model = open(Precision.BFLOAT16)) {
      List<LogitGrid> narrow = answers(model, model.segment(requests(model)));
      for (int i = 0; i < wide.size(); i++) {
        Mask expected = MaskCut.cut(wide.get(i), 64, 64, mean(wide.get(i)));
        double iou = expected.iou(MaskCut.cut(narrow.get(i), 64, 64, mean(wide.get(i))));
        assertThat(iou).isGreaterThan(0.97);
      }
    }
  }

  /** Random weights have no boundary at 0: half of the cells lie above the mean. */
  private static double mean(LogitGrid grid) {
    double sum = 0;
    for (float value : grid.values()) {
      sum += value;
    }
    return sum / grid.values().length;
  }

  private static Self1eModel open(Precision precision) {
    return new Self1eProvider()
        .open(GoldenData.settings(folder, precision, ModelSettings.DEFAULT_TOKEN_BUDGET));
  }

  private static List<SegmentationRequest> requests(Self1eModel model) {
    return List.of(
        SegmentationRequest.masks(image(model, "coffee.png"), PROMPTS),
        SegmentationRequest.masks(image(model, "chelsea.png"), PROMPTS));
  }

  private static PreparedImage image(Self1eModel model, String name) {
    return model.prepare(GoldenData.picture(name), Tiling.ONE);
  }

  private static List<LogitGrid> answers(Self1eModel model, List<ImageAnswer> answers) {
    return answers.stream()
        .flatMap(each -> each.prompts().stream())
        .map(each -> each.logits().orElseThrow())
        .toList();
  }
}
