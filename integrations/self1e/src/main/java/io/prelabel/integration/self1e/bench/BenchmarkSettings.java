package io.prelabel.integration.self1e.bench;

import io.prelabel.plugin.PluginException;
import java.time.Duration;
import java.util.List;

/**
 * What a benchmark of a model measures.
 *
 * @param prompts how many are asked at once, each from 1 to 80; measured in rising order
 * @param present how many of them pass the gate, at most
 * @param patience for the rounds of one measurement, which stop after seven
 */
public record BenchmarkSettings(List<Integer> prompts, int present, Duration patience) {
  public BenchmarkSettings {
    prompts = prompts.stream().distinct().sorted().toList();
    if (prompts.isEmpty()) {
      throw PluginException.badInput("A benchmark needs a number of prompts.");
    }
    prompts.forEach(BenchmarkPrompts::first); // refuses what can't be asked
    if (present < 1) {
      throw PluginException.badInput("At least one prompt has to pass the gate.");
    }
  }
}
