package io.prelabel.plugin.testmodel;

import io.prelabel.plugin.CheckResult;
import io.prelabel.plugin.image.Picture;
import io.prelabel.plugin.mask.LogitGrid;
import io.prelabel.plugin.model.ImageAnswer;
import io.prelabel.plugin.model.ModelVersion;
import io.prelabel.plugin.model.PreparedImage;
import io.prelabel.plugin.model.Prompt;
import io.prelabel.plugin.model.PromptAnswer;
import io.prelabel.plugin.model.SegmentationModel;
import io.prelabel.plugin.model.SegmentationRequest;
import io.prelabel.plugin.model.Tiling;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Finds "red", "green" and "blue": each cell of an 8 x 8 grid answers by how much of its middle
 * pixel is that colour. No native memory, no tokens to speak of.
 */
public class ColourModel implements SegmentationModel {
  private static final int SIDE = 8;
  private static final List<String> CHANNELS = List.of("red", "green", "blue");

  /** The middle pixel of each cell. */
  private record Cells(byte[] rgb) implements PreparedImage {}

  @Override
  public ModelVersion version() {
    return new ModelVersion("colour", "colour-1");
  }

  @Override
  public CheckResult check() {
    return CheckResult.ok();
  }

  @Override
  public int tokenBudget() {
    return 300;
  }

  @Override
  public PreparedImage prepare(Picture picture, Tiling tiling) {
    byte[] rgb = new byte[3 * SIDE * SIDE];
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        int x = (2 * column + 1) * picture.width() / (2 * SIDE);
        int y = (2 * row + 1) * picture.height() / (2 * SIDE);
        int from = 3 * (y * picture.width() + x);
        System.arraycopy(picture.rgb(), from, rgb, 3 * (row * SIDE + column), 3);
      }
    }
    return new Cells(rgb);
  }

  @Override
  public int tokens(SegmentationRequest request) {
    return request.questions().prompts().size() * (SIDE * SIDE + 1);
  }

  @Override
  public List<ImageAnswer> segment(List<SegmentationRequest> batch) {
    return batch.stream().map(this::answers).toList();
  }

  private ImageAnswer answers(SegmentationRequest request) {
    Cells cells = (Cells) request.image();
    return new ImageAnswer(
        request.questions().prompts().stream().map(each -> answer(cells, each.prompt())).toList(),
        List.of());
  }

  private static PromptAnswer answer(Cells cells, Prompt prompt) {
    int channel = CHANNELS.indexOf(prompt.text());
    if (channel < 0) {
      return new PromptAnswer(prompt, OptionalDouble.of(0), Optional.empty());
    }
    float[] values = new float[SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      int sum = 1;
      for (int c = 0; c < 3; c++) {
        sum += cells.rgb()[3 * i + c] & 0xff;
      }
      values[i] = 16f * (cells.rgb()[3 * i + channel] & 0xff) / sum - 8f;
    }
    return new PromptAnswer(
        prompt, OptionalDouble.empty(), Optional.of(new LogitGrid(SIDE, SIDE, values)));
  }

  @Override
  public void close() {}
}
