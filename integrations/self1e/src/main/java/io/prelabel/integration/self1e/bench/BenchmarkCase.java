package io.prelabel.integration.self1e.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What was measured for one number of prompts.
 *
 * @param prompts asked of a picture
 * @param gate whether it was first asked which of them are there
 * @param masks that were computed, those behind the gate
 * @param rounds that count; times are their median
 * @param millisPerImage of the engine, decoding and cutting not included
 * @param tokensPerSecond tokens of the language model by the engine's time, padding not counted
 * @param flopsPerSecond in vision and language, counted from the shapes
 * @param shareOfPeak the same as a share of the measured matrix product
 * @param visionRuns runs of the vision tower per picture
 * @param peakMemory of the process until now, bytes; empty where the system doesn't say
 * @param shares of the time of a picture by stage, decoding and cutting included; together 1
 */
public record BenchmarkCase(
    int prompts,
    boolean gate,
    int masks,
    int rounds,
    double millisPerImage,
    double tokensPerSecond,
    double flopsPerSecond,
    double shareOfPeak,
    double visionRuns,
    OptionalLong peakMemory,
    Map<String, Double> shares) {
  /** Returns the time of one mask. */
  @JsonProperty
  public double millisPerMask() {
    return millisPerImage / masks;
  }

  /** Returns this case, held against another matrix product. */
  BenchmarkCase against(double peak) {
    return new BenchmarkCase(
        prompts,
        gate,
        masks,
        rounds,
        millisPerImage,
        tokensPerSecond,
        flopsPerSecond,
        flopsPerSecond / peak,
        visionRuns,
        peakMemory,
        shares);
  }
}
