package io.prelabel.integration.self1e.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import ai.djl.util.cuda.CudaUtils;
import java.lang.management.MemoryUsage;

/** What the CUDA runtime says; each call asks it anew. */
interface Cuda {
  /** Asks through DJL; starts the engine. */
  Cuda OF_DJL =
      new Cuda() {
        @Override
        public boolean isBuiltIn() {
          DjlEngine.start();
          return Engine.getEngine("PyTorch").hasCapability(StandardCapabilities.CUDA);
        }

        @Override
        public int gpus() {
          return CudaUtils.getGpuCount();
        }

        @Override
        public long freeBytes(int gpu) {
          MemoryUsage memory = CudaUtils.getGpuMemory(Device.gpu(gpu));
          return memory.getMax() - memory.getUsed();
        }
      };

  /** Returns whether the PyTorch that is loaded was built with CUDA. */
  boolean isBuiltIn();

  /** Returns the number of GPUs; asked only where {@link #isBuiltIn}, since DJL warns elsewhere. */
  int gpus();

  /**
   * Returns the memory of a GPU that is free, in bytes.
   *
   * @throws RuntimeException where the driver doesn't say
   */
  long freeBytes(int gpu);
}
