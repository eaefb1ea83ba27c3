package io.prelabel.db.testing;

import io.prelabel.db.dataset.Dataset;
import io.prelabel.db.dataset.NewImage;
import io.prelabel.db.prediction.AnswerVersions;
import io.prelabel.db.prompt.StoredPromptSet;
import io.prelabel.db.run.Run;
import io.prelabel.plugin.image.ImageRef;
import io.prelabel.plugin.image.PictureSize;
import io.prelabel.plugin.mask.LogitGrid;
import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.MaskPrediction;
import io.prelabel.plugin.model.ModelVersion;
import io.prelabel.plugin.model.PromptAnswer;
import io.prelabel.plugin.model.PromptSet;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Rows that tests start from. */
public final class Examples {
  public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  public static final PictureSize SIZE = new PictureSize(64, 48);
  public static final PromptSet PROMPTS =
      PromptSet.of(List.of(ClassPrompt.named("cat"), ClassPrompt.named("red car")));
  public static final ModelVersion MODEL =
      new ModelVersion("self1e", "self1e-0123456789abcdef-f32");

  private Examples() {}

  /** Makes a file that no other number has. */
  public static NewImage image(int number) {
    return image(number, number);
  }

  /** Makes file {@code number} with bytes that only {@code content} decides. */
  public static NewImage image(int number, int content) {
    String name = "picture %03d.png".formatted(number);
    URI uri = URI.create("file:///pictures/picture%20" + "%03d.png".formatted(number));
    ImageRef ref = new ImageRef(uri, "%064x".formatted(content));
    return new NewImage(ref, name, 100 + content, NOON, Optional.of(SIZE));
  }

  /** Makes a run over a data set of images 1 to {@code images}. */
  public static Run anyRun(TestDatabase database, int images) {
    Dataset dataset =
        database.datasets().add("pictures", URI.create("file:///pictures/"), NOON).orElseThrow();
    for (int i = 1; i <= images; i++) {
      database.images().register(dataset.id(), image(i), NOON);
    }
    return anyRunOver(database, dataset.id());
  }

  /** Finds or makes the run of the example prompts and model over a data set. */
  public static Run anyRunOver(TestDatabase database, long datasetId) {
    return runOver(database, datasetId, PROMPTS);
  }

  /** Finds or makes the run of some prompts and the example model over a data set. */
  public static Run runOver(TestDatabase database, long datasetId, PromptSet prompts) {
    long promptSet = database.promptSets().save("animals", prompts, NOON).id();
    long model = database.models().register(MODEL, "/models/demo", NOON).id();
    return database.runs().findOrCreate(datasetId, promptSet, model, NOON);
  }

  /** Makes an answer whose 8 x 6 logits rise from left to right, from {@code low} to high. */
  public static MaskPrediction answer(ClassPrompt asked, float low, float high) {
    float[] values = new float[8 * 6];
    for (int i = 0; i < values.length; i++) {
      values[i] = low + (high - low) * (i % 8) / 7 + 0.01f * i;
    }
    PromptAnswer answer =
        new PromptAnswer(
            asked.prompts().get(0),
            OptionalDouble.of(0.9),
            Optional.of(new LogitGrid(6, 8, values)));
    return MaskPrediction.of(asked, List.of(answer), SIZE);
  }

  /** Returns what answers to the example prompts are stored by. */
  public static AnswerVersions versions(PromptSet prompts) {
    return AnswerVersions.of(
        MODEL.id(), new StoredPromptSet(1, "animals", prompts.version(), prompts, NOON));
  }

  /** Makes an answer that the presence question alone gave. */
  public static MaskPrediction absent(ClassPrompt asked) {
    PromptAnswer answer =
        new PromptAnswer(asked.prompts().get(0), OptionalDouble.of(0.02), Optional.empty());
    return MaskPrediction.of(asked, List.of(answer), SIZE);
  }
}
