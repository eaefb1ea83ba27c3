package io.prelabel.integration.self1e;

import io.prelabel.integration.self1e.engine.TorchProgram;
import io.prelabel.integration.self1e.image.Tiles;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** The features of the pictures that are being answered; each is computed once while it is held. */
final class PictureFeatures implements AutoCloseable {
  private final TorchProgram program;
  private final StageListener listener;
  private final long patchesPerTile;
  private final Map<Tiles, ImageFeatures> held = new IdentityHashMap<>();
  private long computed;

  PictureFeatures(TorchProgram program, StageListener listener, long patchesPerTile) {
    this.program = program;
    this.listener = listener;
    this.patchesPerTile = patchesPerTile;
  }

  /** Returns the features of a picture, computing them where they aren't held. */
  ImageFeatures see(Tiles tiles) {
    ImageFeatures known = held.get(tiles);
    if (known != null) {
      return known;
    }
    long begin = System.nanoTime();
    ImageFeatures features = ImageFeatures.compute(program, tiles);
    long patches = tiles.grid().tiles() * (patchesPerTile + 1); // and the class token
    listener.onStage(Stage.VISION, System.nanoTime() - begin, patches);
    held.put(tiles, features);
    computed++;
    return features;
  }

  /** Returns the features of a picture that are held. */
  ImageFeatures of(Tiles tiles) {
    return Objects.requireNonNull(held.get(tiles), "features given up too early");
  }

  /** Frees all but some. */
  void keepOnly(Predicate<Tiles> wanted) {
    held.entrySet()
        .removeIf(
            each -> {
              boolean isDone = !wanted.test(each.getKey());
              if (isDone) {
                each.getValue().close();
              }
              return isDone;
            });
  }

  /** Returns how many pictures were computed so far. */
  long computed() {
    return computed;
  }

  @Override
  public void close() {
    keepOnly(tiles -> false);
  }
}
