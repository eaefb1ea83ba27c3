package io.prelabel.plugin.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/**
 * The browser's cut, run by a JavaScript engine on what is stored, against Java's. The engine has
 * no streams, so Java inflates.
 */
class BrowserCutTest {
  private Context context;
  private Scriptable scope;
  private Scriptable maskCut;

  @BeforeEach
  void loadTheScript() throws IOException {
    context = Context.enter();
    context.setLanguageVersion(Context.VERSION_ES6);
    scope = context.initStandardObjects();
    try (InputStream in = MaskCut.class.getResourceAsStream("mask-cut.js")) {
      String script = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      context.evaluateString(scope, script, "mask-cut.js", 1, null);
    }
    maskCut = (Scriptable) scope.get("maskCut", scope);
  }

  @AfterEach
  void leave() {
    Context.exit();
  }

  @ParameterizedTest
  @CsvSource({
    "64, 64, 200, 160", "48, 48, 80, 384", "64, 64, 499, 3", "3, 5, 1, 777", "1, 1, 9, 9",
    "64, 64, 17, 13", "40, 8, 31, 97", "7, 7, 8, 8", "1, 64, 2, 30000", "2, 2, 4000, 6000",
  })
  void cutsTheSamePixels(int rows, int columns, int width, int height) throws Exception {
    for (LogitGrid grid : List.of(Grids.noise(rows, columns, height), Grids.blob(rows, columns))) {
      QuantizedLogits logits = QuantizedLogits.of(grid);
      Scriptable browserGrid = read(logits);
      for (double probability : new double[] {0.5, 0.3, 0.98}) {
        Mask expected = MaskCut.cut(logits, width, height, MaskCut.logit(probability));
        int[] runs = ints(call("runs", browserGrid, width, height, call("logit", probability)));
        assertThat(runs).as("at %s", probability).containsExactly(expected.runs());
      }
    }
  }

  /** JSON writes a float with the digits that tell it from other floats, not from other doubles. */
  @Test
  void aLimitThatCameThroughJson_cutsTheSamePixels() throws Exception {
    QuantizedLogits logits = QuantizedLogits.of(Grids.noise(64, 64, 5));
    Scriptable browserGrid = read(logits);
    double asWritten = Double.parseDouble(Float.toString(logits.limit()));
    ScriptableObject.putProperty(browserGrid, "limit", asWritten);
    // A boundary that some pixels lie on, when the limit is read exactly.
    int value = Arrays.stream(logits.values()).filter(each -> each > 0).min().orElseThrow();
    double threshold = value * logits.scale();
    Mask expected = MaskCut.cut(logits, 64, 64, threshold);
    assertThat(ints(call("runs", browserGrid, 64, 64, threshold))).containsExactly(expected.runs());
  }

  @Test
  void thresholdsAreTheSameNumbers() {
    Random random = new Random(2);
    for (int i = 0; i < 2000; i++) {
      double probability = i < 999 ? (i + 1) / 1000.0 : random.nextDouble(1e-6, 1 - 1e-6);
      assertThat(((Number) call("logit", probability)).doubleValue())
          .isEqualTo(MaskCut.logit(probability));
    }
  }

  @Test
  void bitmapIsRowMajor() {
    Mask mask = MaskCut.cut(QuantizedLogits.of(Grids.blob(16, 16)), 40, 30, 0);
    Object runs = context.newArray(scope, Arrays.stream(mask.runs()).boxed().toArray());
    int[] pixels = ints(call("bitmap", runs, 40, 30));
    BitSet bitmap = new BitSet();
    for (int i = 0; i < pixels.length; i++) {
      bitmap.set(i, pixels[i] == 1);
    }
    assertThat(pixels).hasSize(1200);
    assertThat(bitmap).isEqualTo(mask.toBitmap());
  }

  private Scriptable read(QuantizedLogits logits) throws DataFormatException {
    Object[] planes = inflate(logits);
    Scriptable grid = context.newObject(scope);
    ScriptableObject.putProperty(grid, "rows", logits.rows());
    ScriptableObject.putProperty(grid, "columns", logits.columns());
    ScriptableObject.putProperty(grid, "limit", (double) logits.limit());
    Object array = context.newArray(scope, planes);
    ScriptableObject.putProperty(
        grid, "values", call("values", logits.rows(), logits.columns(), array));
    return grid;
  }

  private static Object[] inflate(QuantizedLogits logits) throws DataFormatException {
    Inflater inflater = new Inflater();
    inflater.setInput(logits.toBytes());
    byte[] plain = new byte[2 * logits.rows() * logits.columns()];
    assertThat(inflater.inflate(plain)).isEqualTo(plain.length);
    inflater.end();
    Object[] planes = new Object[plain.length];
    for (int i = 0; i < plain.length; i++) {
      planes[i] = plain[i] & 0xff;
    }
    return planes;
  }

  private Object call(String name, Object... arguments) {
    Function function = (Function) maskCut.get(name, maskCut);
    return function.call(context, scope, maskCut, arguments);
  }

  private static int[] ints(Object array) {
    return ((List<?>) array).stream().mapToInt(each -> ((Number) each).intValue()).toArray();
  }
}
