package io.prelabel.integration.self1e.engine;

import ai.djl.Device;
import io.prelabel.plugin.PluginException;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The devices that a model can be opened on: the CPU, and the GPUs that the loaded PyTorch reaches.
 * Their names are {@code cpu} and {@code cuda:N}. Starts the engine where a GPU may be meant;
 * {@code cpu} asks nothing. Thread-safe.
 */
public final class Devices {
  /** The name of the one device that is always there. */
  public static final String CPU = "cpu";

  private static final Logger LOG = LoggerFactory.getLogger(Devices.class);
  private static final Pattern ONE_GPU = Pattern.compile("cuda:(\\d{1,3})");

  private final Cuda cuda;

  Devices(Cuda cuda) {
    this.cuda = cuda;
  }

  /** Makes the devices of this machine; asks nothing yet. */
  public static Devices ofThisMachine() {
    return new Devices(Cuda.OF_DJL);
  }

  /** Returns whether the PyTorch that is loaded can compute on a GPU at all. */
  public boolean hasCuda() {
    return cuda.isBuiltIn();
  }

  /** Returns the number of GPUs that PyTorch reaches; 0 where it was built without CUDA. */
  public int gpus() {
    return cuda.isBuiltIn() ? cuda.gpus() : 0;
  }

  /**
   * Returns what a setting stands for.
   *
   * @param setting {@code cpu}; {@code cuda:N}; {@code cuda}, all GPUs; {@code auto}, all GPUs
   *     where there is one, else the CPU
   * @return names of devices, at least one
   * @throws PluginException {@code BAD_INPUT} where there is no such device, with the remedy
   */
  public List<String> named(String setting) {
    Matcher one = ONE_GPU.matcher(setting);
    if (setting.equals(CPU)) {
      return List.of(CPU);
    } else if (setting.equals("auto")) {
      List<String> all = all(gpus());
      return all.isEmpty() ? List.of(CPU) : all;
    } else if (setting.equals("cuda")) {
      return all(require(setting, 0));
    } else if (one.matches()) {
      int gpu = Integer.parseInt(one.group(1));
      require(setting, gpu);
      return List.of(name(gpu));
    }
    throw PluginException.badInput(
        "There is no kind of device \"%s\"; say auto, cpu, cuda (all GPUs) or cuda:N."
            .formatted(setting));
  }

  /** Returns the free memory of a GPU in bytes; empty for the CPU, and where CUDA doesn't say. */
  public OptionalLong freeBytes(String device) {
    Matcher one = ONE_GPU.matcher(device);
    if (!one.matches()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(cuda.freeBytes(Integer.parseInt(one.group(1))));
    } catch (RuntimeException e) {
      LOG.warn("The free memory of {} is not known ({}).", device, DjlEngine.firstLine(e));
      return OptionalLong.empty();
    }
  }

  /** Returns DJL's name of a device. */
  static Device ofDjl(String device) {
    Matcher one = ONE_GPU.matcher(device);
    return one.matches() ? Device.gpu(Integer.parseInt(one.group(1))) : Device.cpu();
  }

  /** Returns the number of GPUs, which is above the given one. */
  private int require(String setting, int gpu) {
    if (!cuda.isBuiltIn()) {
      throw PluginException.badInput(
          "The device %s needs a PyTorch with CUDA, and the one that is loaded has none; choose cpu, or see what \"prelabel doctor\" says is missing."
              .formatted(setting));
    }
    int gpus = cuda.gpus();
    if (gpus == 0) {
      throw PluginException.badInput(
          "The device %s is not there: CUDA finds no GPU; choose cpu, or see what \"prelabel doctor\" says of the driver."
              .formatted(setting));
    }
    if (gpu >= gpus) {
      throw PluginException.badInput(
          "The device %s is not there: this machine has %s; choose one of these, or auto."
              .formatted(setting, all(gpus).stream().collect(Collectors.joining(", "))));
    }
    return gpus;
  }

  private static List<String> all(int gpus) {
    return IntStream.range(0, gpus).mapToObj(Devices::name).toList();
  }

  private static String name(int gpu) {
    return "cuda:" + gpu;
  }
}
