package io.prelabel.integration.self1e.engine;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.model.Precision;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A compiled TorchScript object: methods are called by name. Owns its native memory until it is
 * closed. Called by one thread at a time.
 *
 * <p>PyTorch's profiling optimiser is switched off for every call: it re-specialises on each new
 * length of a batch, which costs more than it gains here (RATIONALE.md has the figures).
 */
public final class TorchProgram implements AutoCloseable {
  private static final boolean OPTIMISE =
      Boolean.parseBoolean(System.getProperty("ai.djl.pytorch.graph_optimizer", "false"));

  private static final Pattern WHY = Pattern.compile("[A-Za-z]+(Error|Exception): ");

  private final Device device;
  private final NativeScope scope;
  private final PtSymbolBlock block;

  private TorchProgram(byte[] archive, Device device) {
    this.device = device;
    this.scope = newScope();
    try {
      block = JniUtils.loadModule(scope.arrays(), new ByteArrayInputStream(archive), false, false);
    } catch (IOException | RuntimeException e) {
      scope.close();
      throw failure("The model's program did not compile", e);
    }
  }

  /**
   * Compiles a program for the CPU.
   *
   * @see #compile(String, String, Map, String)
   */
  public static TorchProgram compile(
      String source, String className, Map<String, Object> attributes) {
    return compile(source, className, attributes, Devices.CPU);
  }

  /**
   * Compiles a program.
   *
   * @param source TorchScript, one class
   * @param className its name
   * @param attributes a long, double, or boolean for every attribute of the class but {@code
   *     weights}, which starts as an empty dictionary of tensors
   * @param device where it computes, a name of {@link Devices#named}
   */
  public static TorchProgram compile(
      String source, String className, Map<String, Object> attributes, String device) {
    DjlEngine.start();
    Map<String, Object> all = new LinkedHashMap<>(attributes);
    all.put("weights", new Pickle.EmptyDict("Dict[str, Tensor]"));
    return new TorchProgram(ScriptArchive.pack(source, className, all), Devices.ofDjl(device));
  }

  /** Opens a scope whose tensors lie where the program computes; the caller closes it. */
  public NativeScope newScope() {
    return new NativeScope(device);
  }

  /**
   * Calls a method. The result belongs to the scope.
   *
   * @throws PluginException {@code OVER_CAPACITY} where memory ran out, {@code BUG} for all else
   */
  public IValue run(NativeScope resultScope, String method, IValue... arguments) {
    try {
      JniUtils.setGraphExecutorOptimize(OPTIMISE); // a setting of the thread, and cheap
      return resultScope.keep(IValueUtils.runMethod(block, method, arguments));
    } catch (EngineException | OutOfMemoryError e) {
      throw failure("PyTorch failed in \"" + method + "\"", e);
    }
  }

  /**
   * Returns PyTorch's code of a number type ({@code c10::ScalarType}).
   *
   * @param precision never {@link Precision#AUTO}
   */
  public static long code(Precision precision) {
    return switch (precision) {
      case FLOAT32 -> 6;
      case BFLOAT16 -> 15;
      case AUTO -> throw new IllegalArgumentException("AUTO must be decided first");
    };
  }

  /** Copies float32 tensors out: a tensor, or a list of tensors. */
  public static float[][] floats(NativeScope scope, IValue value) {
    if (value.isTensor()) {
      return new float[][] {floats(value.toTensor(scope.arrays()))};
    }
    PtNDArray[] arrays = value.toTensorArray(scope.arrays());
    float[][] result = new float[arrays.length][];
    for (int i = 0; i < arrays.length; i++) {
      result[i] = floats(arrays[i]);
    }
    return result;
  }

  private static float[] floats(PtNDArray array) {
    float[] values = array.toFloatArray();
    array.close();
    return values;
  }

  @Override
  public void close() {
    block.close();
    scope.close();
  }

  static PluginException failure(String what, Throwable e) {
    String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    boolean isMemory =
        e instanceof OutOfMemoryError
            || text.contains("out of memory")
            || text.contains("can't allocate memory")
            || text.contains("not enough memory") // the same on Windows
            || text.contains("bad_alloc");
    return isMemory
        ? new PluginException(
            FailureCategory.OVER_CAPACITY,
            what + ": memory ran out; a smaller token budget needs less",
            e)
        : new PluginException(FailureCategory.BUG, what + ": " + reason(e), e);
  }

  /** The interpreter tells where in the program first, and why last. */
  private static String reason(Throwable e) {
    return String.valueOf(e.getMessage())
        .lines()
        .filter(line -> WHY.matcher(line).lookingAt())
        .reduce((before, last) -> last)
        .orElseGet(() -> DjlEngine.firstLine(e));
  }
}
