package io.prelabel.integration.self1e;

import ai.djl.pytorch.jni.IValue;
import io.prelabel.integration.self1e.engine.NativeScope;
import io.prelabel.integration.self1e.engine.TorchProgram;
import io.prelabel.integration.self1e.image.Tiles;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** One pass of the language model and the mask head over rows. */
final class MaskPass {
  private final TorchProgram program;
  private final Beginning beginning;
  private final StageListener listener;

  MaskPass(TorchProgram program, Beginning beginning, StageListener listener) {
    this.program = program;
    this.beginning = beginning;
    this.listener = listener;
  }

  /**
   * Runs the rows, right-padded to the longest.
   *
   * @param rows of pictures with equally many tiles
   * @param features of every picture that the rows speak of
   * @return the logits of each row, row-major
   */
  float[][] run(List<MaskRow> rows, PictureFeatures features, PaddingRule padding) {
    int longest = rows.stream().mapToInt(row -> row.words().length()).max().orElseThrow();
    long[] ids = new long[Math.multiplyExact(rows.size(), longest)]; // what is left 0 is padding
    long[] lengths = new long[rows.size()];
    long[] imageOf = new long[rows.size()];
    Map<Tiles, Integer> slots = new IdentityHashMap<>();
    IValue[] images = new IValue[rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      MaskRow row = rows.get(i);
      lengths[i] = row.words().length();
      System.arraycopy(row.words().ids(), 0, ids, i * longest, row.words().length());
      int slot = slots.computeIfAbsent(row.tiles(), tiles -> slots.size());
      images[slot] = features.of(row.tiles()).value();
      imageOf[i] = slot;
    }
    try (NativeScope scope = program.newScope()) {
      IValue pictures = scope.list(Arrays.copyOf(images, slots.size()));
      IValue pictureOf = scope.numbers(imageOf);
      long begin = System.nanoTime();
      IValue states =
          program.run(
              scope,
              "states",
              scope.longs(ids, rows.size(), longest),
              scope.longs(lengths, rows.size()),
              pictures,
              pictureOf,
              beginning.value(),
              scope.flag(padding == PaddingRule.ID_ZERO));
      long middle = System.nanoTime();
      listener.onStage(Stage.LANGUAGE, middle - begin, BatchPlan.tokens(rows));
      float[][] logits =
          TorchProgram.floats(scope, program.run(scope, "masks", states, pictures, pictureOf));
      listener.onStage(
          Stage.HEAD,
          System.nanoTime() - middle,
          rows.stream().mapToLong(MaskRow::imageTokens).sum());
      return logits;
    }
  }
}
