package io.prelabel.integration.self1e;

import io.prelabel.plugin.image.Picture;
import io.prelabel.plugin.model.ModelSettings;
import io.prelabel.plugin.model.Precision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where the golden data of this module's tests lies. */
public final class GoldenData {
  public static final Path ROOT = Path.of("src/test/resources/golden");
  public static final Path QWEN2 = ROOT.resolve("qwen2-f32");
  public static final Path QWEN3 = ROOT.resolve("qwen3-f32");
  public static final Path DEMO = ROOT.resolve("demo-checkpoint");

  /** The demo's checkpoint is stored once in the repository, where the demo needs it. */
  public static final Path DEMO_CHECKPOINT =
      Path.of("../../prelabel-service/src/main/resources/demo/checkpoint");

  private GoldenData() {}

  public static Picture picture(String name) {
    try {
      return new TestPictures().decode(Files.readAllBytes(ROOT.resolve("images").resolve(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static ModelSettings settings(Path checkpoint, Precision precision, int tokenBudget) {
    return new ModelSettings(checkpoint, Optional.empty(), precision, "cpu", tokenBudget, Map.of());
  }

  public static Self1eModel open(Path checkpoint, Precision precision) {
    return new Self1eProvider()
        .open(settings(checkpoint, precision, ModelSettings.DEFAULT_TOKEN_BUDGET));
  }
}
