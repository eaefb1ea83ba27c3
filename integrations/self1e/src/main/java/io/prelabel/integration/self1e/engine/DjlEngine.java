package io.prelabel.integration.self1e.engine;

import ai.djl.engine.Engine;
import ai.djl.util.Utils;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Starts DJL's PyTorch engine, once per process, silent towards the network.
 *
 * <p>DJL reads system properties when its classes load, so {@link #configure} has to come before
 * the first model is opened; whoever assembles the program calls it. Without it the native
 * libraries are unpacked below {@code .djl.ai} in the user's home, and still nothing is downloaded.
 * An environment variable of the same name ({@code DJL_CACHE_DIR}, {@code DJL_OFFLINE}) beats these
 * properties, as DJL documents. Thread-safe.
 */
public final class DjlEngine {
  private static final String PYTORCH = "PyTorch";
  private static final String THREADS = "ai.djl.pytorch.num_threads";

  private static boolean started;

  private DjlEngine() {}

  /**
   * Says where native libraries are unpacked (about 450 MB) and whether DJL may fetch some that the
   * class path lacks.
   *
   * @throws IllegalStateException where the engine already runs, since it would change nothing
   */
  public static synchronized void configure(Path cacheFolder, boolean allowDownload) {
    if (started) {
      throw new IllegalStateException("the PyTorch engine already runs");
    }
    System.setProperty("DJL_CACHE_DIR", cacheFolder.toAbsolutePath().toString());
    System.setProperty("ai.djl.offline", Boolean.toString(!allowDownload));
  }

  /**
   * Says how many threads compute on the CPU; without it, or a property {@code
   * ai.djl.pytorch.num_threads}, one for each core that the process may use.
   *
   * @throws IllegalStateException where the engine already runs, since it would change nothing
   */
  public static synchronized void useThreads(int threads) {
    if (started) {
      throw new IllegalStateException("the PyTorch engine already runs");
    }
    System.setProperty(THREADS, Integer.toString(threads));
  }

  /**
   * Starts the engine where it does not run yet; takes a second or two, and longer the first time
   * with an empty cache folder.
   *
   * @throws PluginException category {@code UNAVAILABLE} where the native libraries can't be loaded
   */
  public static synchronized void start() {
    if (started) {
      return;
    }
    setIfAbsent("ai.djl.offline", "true");
    // Offline or not: DJL counts its users on EC2 unless told otherwise (its docs/telemetry.md).
    System.setProperty("OPT_OUT_TRACKING", "true");
    // PyTorch itself counts the machine's cores, and takes no notice of a container's limit.
    setIfAbsent(THREADS, Integer.toString(Runtime.getRuntime().availableProcessors()));
    // Only the engine's own log line reads this; TorchProgram switches the optimiser per thread.
    setIfAbsent("ai.djl.pytorch.graph_optimizer", "false");
    try {
      Engine.getEngine(PYTORCH);
      started = true;
    } catch (RuntimeException | LinkageError | AssertionError e) {
      throw new PluginException(
          FailureCategory.UNAVAILABLE,
          "PyTorch's native library could not be loaded (%s); is there a pytorch-native-cpu artifact for this machine on the class path, and room in the cache folder %s?"
              .formatted(firstLine(e), cacheFolder()),
          e);
    }
  }

  /** Returns PyTorch's version ("2.7.1"); the engine must have been started. */
  public static String version() {
    return Engine.getEngine(PYTORCH).getVersion();
  }

  /** Returns the folder in which native libraries are unpacked, as DJL decides it. */
  public static Path cacheFolder() {
    return Utils.getCacheDir();
  }

  private static void setIfAbsent(String key, String value) {
    if (System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }

  static String firstLine(Throwable e) {
    String message = Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
    return message.lines().findFirst().orElse(e.getClass().getSimpleName());
  }
}
