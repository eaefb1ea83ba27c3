package io.prelabel.service.eval;

import io.prelabel.plugin.CheckResult;
import io.prelabel.plugin.image.Picture;
import io.prelabel.plugin.mask.LogitGrid;
import io.prelabel.plugin.model.AskedPrompt;
import io.prelabel.plugin.model.ImageAnswer;
import io.prelabel.plugin.model.ModelVersion;
import io.prelabel.plugin.model.PreparedImage;
import io.prelabel.plugin.model.PromptAnswer;
import io.prelabel.plugin.model.SegmentationModel;
import io.prelabel.plugin.model.SegmentationRequest;
import io.prelabel.plugin.model.Tiling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A model whose answers are painted into the picture, so that a test can write down what it will
 * say to the n-th prompt: channel n (red, green) of a pixel is its logit, from -16 to 15.875 in
 * steps of an eighth, but in the last row, where that of the first pixel is the presence, from 0 to
 * 1.
 */
final class PaintedModel implements SegmentationModel {
  private record Seen(Picture picture) implements PreparedImage {}

  /** The value to paint for a logit. */
  static int logit(double logit) {
    return (int) Math.round(8 * logit) + 128;
  }

  @Override
  public ModelVersion version() {
    return new ModelVersion("painted", "painted-1");
  }

  @Override
  public CheckResult check() {
    return CheckResult.ok();
  }

  @Override
  public int tokenBudget() {
    return 2;
  }

  @Override
  public PreparedImage prepare(Picture picture, Tiling tiling) {
    return new Seen(picture);
  }

  @Override
  public int tokens(SegmentationRequest request) {
    return 1;
  }

  @Override
  public List<ImageAnswer> segment(List<SegmentationRequest> batch) {
    return batch.stream().map(PaintedModel::answer).toList();
  }

  private static ImageAnswer answer(SegmentationRequest request) {
    Picture picture = ((Seen) request.image()).picture();
    List<PromptAnswer> answers = new ArrayList<>();
    List<AskedPrompt> prompts = request.questions().prompts();
    for (int channel = 0; channel < prompts.size(); channel++) {
      answers.add(answer(picture, channel, prompts.get(channel)));
    }
    return new ImageAnswer(answers, List.of());
  }

  private static PromptAnswer answer(Picture picture, int channel, AskedPrompt asked) {
    int rows = picture.height() - 1;
    int pixels = picture.width() * rows;
    float[] logits = new float[pixels];
    for (int i = 0; i < pixels; i++) {
      logits[i] = ((picture.rgb()[3 * i + channel] & 0xff) - 128) / 8f;
    }
    int first = 3 * pixels + channel;
    double presence = (picture.rgb()[first] & 0xff) / 255.0;
    OptionalDouble answered =
        asked.presenceThreshold().isPresent()
            ? OptionalDouble.of(presence)
            : OptionalDouble.empty();
    boolean goesOn = presence >= asked.presenceThreshold().orElse(0);
    return new PromptAnswer(
        asked.prompt(),
        answered,
        goesOn ? Optional.of(new LogitGrid(rows, picture.width(), logits)) : Optional.empty());
  }

  @Override
  public void close() {}
}
