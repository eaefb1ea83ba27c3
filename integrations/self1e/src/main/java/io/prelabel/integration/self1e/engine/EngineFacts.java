package io.prelabel.integration.self1e.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.LibUtils;
import ai.djl.util.cuda.CudaUtils;
import java.lang.management.MemoryUsage;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the engine says of itself once it runs.
 *
 * @param djl version of DJL
 * @param pytorch version of PyTorch
 * @param libraries folder that PyTorch's native libraries were loaded from
 * @param cache folder that native libraries are unpacked in
 * @param threads that compute one operation on the CPU
 * @param hasCuda whether this PyTorch was built with CUDA
 * @param gpus those that it reaches
 */
public record EngineFacts(
    String djl,
    String pytorch,
    Path libraries,
    Path cache,
    int threads,
    boolean hasCuda,
    List<Gpu> gpus) {
  /**
   * A GPU.
   *
   * @param device its name here, {@code cuda:N}
   * @param totalBytes of its memory
   * @param freeBytes of its memory
   */
  public record Gpu(String device, long totalBytes, long freeBytes) {}

  public EngineFacts {
    gpus = List.copyOf(gpus);
  }

  /**
   * Starts the engine where it does not run yet, and asks it.
   *
   * @throws io.prelabel.plugin.PluginException as {@link DjlEngine#start}
   */
  public static EngineFacts read() {
    DjlEngine.start();
    boolean hasCuda = Cuda.OF_DJL.isBuiltIn();
    int gpus = hasCuda ? Cuda.OF_DJL.gpus() : 0;
    return new EngineFacts(
        Engine.getDjlVersion(),
        DjlEngine.version(),
        Path.of(LibUtils.getLibtorchPath()),
        DjlEngine.cacheFolder(),
        JniUtils.getNumThreads(),
        hasCuda,
        IntStream.range(0, gpus).mapToObj(EngineFacts::gpu).toList());
  }

  private static Gpu gpu(int number) {
    MemoryUsage memory = CudaUtils.getGpuMemory(Device.gpu(number));
    return new Gpu("cuda:" + number, memory.getMax(), memory.getMax() - memory.getUsed());
  }
}
