package io.prelabel.integration.self1e;

import static org.assertj.core.api.Assertions.assertThat;

import io.prelabel.integration.self1e.checkpoint.CheckpointFolder;
import io.prelabel.integration.self1e.checkpoint.Fingerprint;
import io.prelabel.integration.self1e.checkpoint.Self1eConfig;
import io.prelabel.integration.self1e.checkpoint.Weights;
import io.prelabel.integration.self1e.engine.Devices;
import io.prelabel.integration.self1e.engine.NativeScope;
import io.prelabel.integration.self1e.engine.TorchProgram;
import io.prelabel.integration.self1e.image.PassOrder;
import io.prelabel.integration.self1e.image.TileGrid;
import io.prelabel.integration.self1e.image.Tiles;
import io.prelabel.plugin.model.Precision;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelLoaderTest {
  private static final CheckpointFolder FOLDER =
      new CheckpointFolder(GoldenData.QWEN2.resolve("checkpoint"), Optional.empty());

  /** Large tensors come in pieces; here nearly all do. */
  @Test
  void tensorsInPieces_areTheSameTensors() {
    assertThat(features(1024)).isDeepEqualTo(features(ModelLoader.PIECE));
  }

  private static float[][] features(int pieceSize) {
    Self1eConfig config = Self1eConfig.read(FOLDER.require(CheckpointFolder.CONFIG));
    Weights weights = Weights.find(FOLDER, config);
    Tiles tiles =
        Tiles.cut(
            GoldenData.picture("coffee.png"),
            TileGrid.ONE,
            config.imageSize(),
            PassOrder.HORIZONTAL_FIRST);
    try (TorchProgram program = ModelLoader.compile(config, Precision.FLOAT32, Devices.CPU);
        NativeScope scope = new NativeScope()) {
      Fingerprint fingerprint = new Fingerprint(config, new byte[0]);
      ModelLoader.fill(program, weights, fingerprint, pieceSize);
      return TorchProgram.floats(
          scope, program.run(scope, "inspect", ImageFeatures.pixels(scope, tiles)));
    }
  }
}
