package io.prelabel.plugin.testmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.prelabel.plugin.contract.SegmentationModelContract;
import io.prelabel.plugin.image.Picture;
import io.prelabel.plugin.image.PictureSize;
import io.prelabel.plugin.mask.Box;
import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.MaskPrediction;
import io.prelabel.plugin.model.Outcome;
import io.prelabel.plugin.model.Prompt;
import io.prelabel.plugin.model.PromptAnswer;
import io.prelabel.plugin.model.SegmentationModel;
import io.prelabel.plugin.model.SegmentationRequest;
import io.prelabel.plugin.model.Tiling;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The kit on a model that keeps the contract, and how a caller uses a model. */
class ColourModelTest extends SegmentationModelContract {
  static final List<Prompt> PROMPTS = List.of(Prompt.ofClass("red"), Prompt.ofClass("blue"));

  /** Red on the left, blue on the right. */
  static Picture redAndBlue(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < width * height; i++) {
      rgb[3 * i + (i % width < width / 2 ? 0 : 2)] = (byte) 200;
    }
    return new Picture(width, height, rgb);
  }

  @Override
  protected SegmentationModel openModel() {
    return new ColourModel();
  }

  @Override
  protected List<Picture> pictures() {
    return List.of(redAndBlue(40, 24), redAndBlue(16, 16));
  }

  @Override
  protected List<Prompt> prompts() {
    return PROMPTS;
  }

  @Test
  void aPredictionIsMadeFromTheAnswers() {
    assertThat(predict("red").mask().box()).isEqualTo(new Box(0, 0, 20, 24));
    assertThat(predict("blue").mask().box()).isEqualTo(new Box(20, 0, 20, 24));
    assertThat(predict("green").outcome()).isEqualTo(Outcome.EMPTY);
    assertThat(predict("violet").outcome()).isEqualTo(Outcome.ABSENT);
  }

  private MaskPrediction predict(String name) {
    ClassPrompt classPrompt = ClassPrompt.named(name);
    try (SegmentationModel model = openModel()) {
      SegmentationRequest request =
          SegmentationRequest.masks(
              model.prepare(pictures().get(0), Tiling.ONE), classPrompt.prompts());
      List<PromptAnswer> answers = model.segment(List.of(request)).get(0).prompts();
      return MaskPrediction.of(classPrompt, answers, new PictureSize(40, 24));
    }
  }
}
