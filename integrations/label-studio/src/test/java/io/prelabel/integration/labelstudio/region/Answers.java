package io.prelabel.integration.labelstudio.region;

import io.prelabel.integration.labelstudio.config.ConfiguredLabel;
import io.prelabel.integration.labelstudio.config.LabelOutput;
import io.prelabel.integration.labelstudio.config.OutputShape;
import io.prelabel.integration.labelstudio.config.ResultTag;
import io.prelabel.plugin.mask.LogitGrid;
import io.prelabel.plugin.mask.Mask;
import io.prelabel.plugin.mask.QuantizedLogits;
import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.MaskPrediction;
import io.prelabel.plugin.model.Outcome;
import io.prelabel.plugin.model.Prompt;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers of a model to write in tests. */
final class Answers {
  private Answers() {}

  /** An answer with score 0.75; every connected part becomes a region. */
  static ClassAnswer of(String label, OutputShape shape, Mask mask) {
    return new ClassAnswer(prediction(label, mask, 0.75), output(label, shape, false));
  }

  static ClassAnswer choice(String label, boolean single, double score) {
    Mask onePixel = Mask.ofRuns(1, 1, 0, 1);
    return new ClassAnswer(
        prediction(label, onePixel, score), output(label, OutputShape.CHOICES, single));
  }

  static MaskPrediction prediction(String name, Mask mask, double score) {
    ClassPrompt split =
        new ClassPrompt(
            name,
            List.of(Prompt.ofClass(name)),
            0.5,
            OptionalDouble.empty(),
            0,
            true,
            Optional.empty());
    QuantizedLogits logits = QuantizedLogits.of(new LogitGrid(1, 1, new float[] {1}));
    Outcome outcome = mask.isEmpty() ? Outcome.EMPTY : Outcome.PRESENT;
    return new MaskPrediction(
        split, outcome, mask, Optional.of(logits), score, OptionalDouble.empty(), List.of());
  }

  private static LabelOutput output(String label, OutputShape shape, boolean single) {
    String type = shape == OutputShape.CHOICES ? "choices" : shape + "labels";
    return output(label, shape, single, List.of(new ResultTag("tag", "image", type, true)));
  }

  static LabelOutput output(String label, OutputShape shape, boolean single, List<ResultTag> tags) {
    ConfiguredLabel configured =
        new ConfiguredLabel(label, Optional.empty(), List.of(), Optional.empty());
    return new LabelOutput(shape, configured, tags, single, OptionalDouble.empty());
  }

  /** Rows of text, of which {@code #} belongs to the mask. */
  static Mask mask(String... rows) {
    int width = rows[0].length();
    BitSet bitmap = new BitSet();
    for (int i = 0; i < width * rows.length; i++) {
      bitmap.set(i, rows[i / width].charAt(i % width) == '#');
    }
    return Mask.ofBitmap(width, rows.length, bitmap);
  }

  /** A disc, with a concentric hole where {@code inner} is above 0. */
  static Mask disc(int size, double outer, double inner) {
    BitSet bitmap = new BitSet();
    for (int i = 0; i < size * size; i++) {
      double distance = Math.hypot(i % size + 0.5 - size / 2.0, i / size + 0.5 - size / 2.0);
      bitmap.set(i, distance < outer && distance >= inner);
    }
    return Mask.ofBitmap(size, size, bitmap);
  }

  /** JSON with single quotes for double ones. */
  static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text.replace('\'', '"'));
  }
}
