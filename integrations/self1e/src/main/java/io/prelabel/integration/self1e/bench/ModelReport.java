package io.prelabel.integration.self1e.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.prelabel.plugin.model.Precision;
import java.util.List;
import java.util.OptionalLong;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a benchmark of a model found.
 *
 * @param checkpoint the folder
 * @param precision the number type that was computed in
 * @param device where
 * @param processors that the system has for this process
 * @param tokenBudget tokens of one forward pass
 * @param checkpointBytes size of the weights on disk
 * @param loadSeconds from opening the folder to the model
 * @param loadMemory peak memory of the process when the model was loaded, bytes
 * @param matmulPeak operations a second of a matrix product of the same type: the better of two
 *     measurements, before and after the cases
 * @param cases one per number of prompts and gate
 * @param targets what was aimed at, where it was measured
 * @param authors our figures against those of the authors' code, where the shape is InternVL3-2B
 */
public record ModelReport(
    String checkpoint,
    Precision precision,
    String device,
    int processors,
    int tokenBudget,
    long checkpointBytes,
    double loadSeconds,
    OptionalLong loadMemory,
    double matmulPeak,
    List<BenchmarkCase> cases,
    List<Target> targets,
    List<Comparison> authors) {
  public ModelReport {
    cases = List.copyOf(cases);
    targets = List.copyOf(targets);
    authors = List.copyOf(authors);
  }

  /**
   * A figure that was aimed at.
   *
   * @param what is measured, with the unit
   * @param bound what it must reach, or must not exceed
   */
  public record Target(String what, double measured, double bound, boolean isLeast) {
    /** Returns whether it was reached. */
    @JsonProperty("met")
    public boolean isMet() {
      return isLeast ? measured >= bound : measured <= bound;
    }
  }

  /**
   * A figure of ours beside that of the authors' code, which ran on another machine.
   *
   * @param what with the unit
   * @param ratio ours by theirs; of times, each times its machine's matrix peak, so that what is
   *     compared is the work that the machine could have done meanwhile
   */
  public record Comparison(String what, double ours, double authors, double ratio) {}

  /** Returns all figures as JSON, with line breaks. */
  public String toJson() {
    return JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValueAsString(this);
  }
}
