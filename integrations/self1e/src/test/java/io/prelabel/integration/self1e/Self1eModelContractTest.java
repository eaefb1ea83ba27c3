package io.prelabel.integration.self1e;

import io.prelabel.plugin.contract.SegmentationModelContract;
import io.prelabel.plugin.image.Picture;
import io.prelabel.plugin.model.Precision;
import io.prelabel.plugin.model.Prompt;
import io.prelabel.plugin.model.PromptKind;
import io.prelabel.plugin.model.SegmentationModel;
import java.util.List;

class Self1eModelContractTest extends SegmentationModelContract {
  /** Four rows of the micro checkpoint, so that the budget is soon exceeded. */
  private static final int TOKEN_BUDGET = 260;

  @Override
  protected SegmentationModel openModel() {
    return new Self1eProvider()
        .open(
            GoldenData.settings(
                GoldenData.QWEN2.resolve("checkpoint"), Precision.FLOAT32, TOKEN_BUDGET));
  }

  @Override
  protected List<Picture> pictures() {
    return List.of(GoldenData.picture("astronaut.png"), GoldenData.picture("coffee.png"));
  }

  @Override
  protected List<Prompt> prompts() {
    return List.of(
        Prompt.ofClass("cup"),
        Prompt.ofClass("the very old wooden table under the window!"),
        new Prompt("Find what could fall over.", PromptKind.INSTRUCTION));
  }
}
