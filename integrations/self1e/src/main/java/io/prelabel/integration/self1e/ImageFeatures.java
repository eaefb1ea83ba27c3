package io.prelabel.integration.self1e;

import ai.djl.pytorch.jni.IValue;
import io.prelabel.integration.self1e.engine.NativeScope;
import io.prelabel.integration.self1e.engine.TorchProgram;
import io.prelabel.integration.self1e.image.Tiles;

/**
 * What the vision tower says about one picture, in native memory: shared by all its prompts, closed
 * after the last of them.
 */
final class ImageFeatures implements AutoCloseable {
  private final NativeScope scope;
  private final IValue value;

  private ImageFeatures(TorchProgram program, Tiles tiles) {
    scope = program.newScope();
    try (NativeScope inputs = program.newScope()) {
      value =
          program.run(
              scope,
              "features",
              pixels(inputs, tiles),
              inputs.number(tiles.grid().rows()),
              inputs.number(tiles.grid().columns()));
    } catch (RuntimeException | Error e) {
      scope.close();
      throw e;
    }
  }

  /** Runs the vision tower. */
  static ImageFeatures compute(TorchProgram program, Tiles tiles) {
    return new ImageFeatures(program, tiles);
  }

  static IValue pixels(NativeScope scope, Tiles tiles) {
    return scope.bytes(tiles.rgb(), tiles.grid().tiles(), tiles.side(), tiles.side(), 3);
  }

  IValue value() {
    return value;
  }

  @Override
  public void close() {
    scope.close();
  }
}
