package io.prelabel.integration.self1e.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.Device;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DevicesTest {
  @ParameterizedTest
  @CsvSource({
    "auto, 0, cpu",
    "auto, 1, cuda:0",
    "auto, 3, cuda:0 cuda:1 cuda:2",
    "cuda, 2, cuda:0 cuda:1",
    "cuda:1, 2, cuda:1",
    "cuda:01, 2, cuda:1",
    "cpu, 2, cpu"
  })
  void aSetting_standsForDevices(String setting, int gpus, String expected) {
    assertThat(withGpus(gpus).named(setting)).containsExactly(expected.split(" "));
  }

  @Test
  void cpu_asksNothing() {
    assertThat(new Devices(new Unasked()).named("cpu")).containsExactly("cpu");
  }

  @Test
  void auto_withoutCudaInPyTorch_isTheCpuAndNeverCountsGpus() {
    Devices devices =
        new Devices(
            new Unasked() {
              @Override
              public boolean isBuiltIn() {
                return false;
              }
            });
    assertThat(devices.named("auto")).containsExactly("cpu");
    assertThat(devices.gpus()).isZero();
    assertRefused(devices, "cuda:0", "PyTorch with CUDA", "choose cpu", "prelabel doctor");
    assertRefused(devices, "cuda", "PyTorch with CUDA", "prelabel doctor");
  }

  @Test
  void aDeviceThatIsNotThere_isRefusedWithTheRemedy() {
    assertRefused(withGpus(0), "cuda:0", "finds no GPU", "choose cpu", "prelabel doctor");
    assertRefused(withGpus(0), "cuda", "finds no GPU");
    assertRefused(withGpus(2), "cuda:2", "this machine has cuda:0, cuda:1", "auto");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gpu", "cuda:", "cuda:x", "cuda:-1", "CPU", "cuda:1234"})
  void aWordThatIsNoDevice_isRefused(String setting) {
    assertRefused(withGpus(9), setting, "\"" + setting + "\"", "cuda:N");
  }

  @Test
  void freeMemory_isThatOfTheGpu() {
    assertThat(withGpus(2).freeBytes("cuda:1")).hasValue(1001);
    assertThat(withGpus(2).freeBytes("cpu")).isEmpty();
    assertThat(new Devices(new Unasked()).freeBytes("cuda:0")).isEmpty();
  }

  @Test
  void thisMachinesDevices_areThoseOfTheLoadedPyTorch() {
    Devices devices = Devices.ofThisMachine();
    assertThat(devices.named("auto")).hasSize(Math.max(1, devices.gpus()));
    if (!devices.hasCuda()) {
      assertRefused(devices, "cuda:0", "needs a PyTorch with CUDA");
    }
  }

  @Test
  void namesForDjl() {
    assertThat(Devices.ofDjl("cpu")).isEqualTo(Device.cpu());
    assertThat(Devices.ofDjl("cuda:1")).isEqualTo(Device.gpu(1));
  }

  private static void assertRefused(Devices devices, String setting, String... words) {
    assertThatExceptionOfType(PluginException.class)
        .isThrownBy(() -> devices.named(setting))
        .satisfies(e -> assertThat(e.category()).isEqualTo(FailureCategory.BAD_INPUT))
        .withMessageContainingAll(words);
  }

  private static Devices withGpus(int gpus) {
    return new Devices(
        new Cuda() {
          @Override
          public boolean isBuiltIn() {
            return true;
          }

          @Override
          public int gpus() {
            return gpus;
          }

          @Override
          public long freeBytes(int gpu) {
            return 1000 + gpu;
          }
        });
  }

  private static class Unasked implements Cuda {
    @Override
    public boolean isBuiltIn() {
      throw new IllegalStateException("asked for CUDA");
    }

    @Override
    public int gpus() {
      throw new IllegalStateException("asked for GPUs");
    }

    @Override
    public long freeBytes(int gpu) {
      throw new IllegalStateException("asked for memory");
    }
  }
}
