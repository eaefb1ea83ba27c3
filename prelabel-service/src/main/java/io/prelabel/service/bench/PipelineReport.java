package io.prelabel.service.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.OptionalLong;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a benchmark of the whole job found.
 *
 * @param checkpoint the folder
 * @param images that were labeled
 * @param failed images, which should be none
 * @param prompts asked of each
 * @param processors that the system has for this process
 * @param decoderThreads that decode pictures and cut masks
 * @param seconds from the start of the run to its end
 * @param engineBusy time in batches as a share of the time between the first and the last
 * @param imagesPerBatch on average
 * @param tokensPerSecond by the time in batches
 * @param decodeMillis of an image, on average: read, decode, resize
 * @param waitMillis that an image waited for the engine, on average
 * @param inferenceMillis of the batch that an image was in, on average
 * @param maskMillis of an image, on average: from logits to masks
 * @param workersBusy decoding and cutting as a share of the workers' time
 * @param peakMemory of the process, the database's processes not included, bytes; empty where the
 *     system doesn't say
 */
public record PipelineReport(
    String checkpoint,
    long images,
    long failed,
    int prompts,
    int processors,
    int decoderThreads,
    double seconds,
    double engineBusy,
    double imagesPerBatch,
    double tokensPerSecond,
    double decodeMillis,
    double waitMillis,
    double inferenceMillis,
    double maskMillis,
    double workersBusy,
    OptionalLong peakMemory) {
  /** What the engine should reach where the model, and not its surroundings, is the slow part. */
  public static final double LEAST_BUSY = 0.9;

  @JsonProperty
  public double imagesPerSecond() {
    return images / seconds;
  }

  /** Returns the report as lines, each with its line break. */
  public String toTable() {
    return String.format(
        Locale.ROOT,
        """
        %s: %d images, %d prompts each, %d failed; %d processors, %d decoder threads
        images per second %10.2f
        engine busy       %9.1f%% (target: %.0f%% where the model is the slow part)
        workers busy      %9.1f%%
        images per batch  %10.1f
        tokens per second %10.0f
        decode            %10.1f ms per image
        wait              %10.1f ms
        inference         %10.1f ms per batch
        masks             %10.1f ms per image
        peak memory       %10s
        """,
        checkpoint,
        images,
        prompts,
        failed,
        processors,
        decoderThreads,
        imagesPerSecond(),
        100 * engineBusy,
        100 * LEAST_BUSY,
        100 * workersBusy,
        imagesPerBatch,
        tokensPerSecond,
        decodeMillis,
        waitMillis,
        inferenceMillis,
        maskMillis,
        peakMemory.isPresent()
            ? String.format(Locale.ROOT, "%.2f GB", peakMemory.getAsLong() / 1e9)
            : "unknown");
  }

  /** Returns all figures as JSON, with line breaks. */
  public String toJson() {
    return JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValueAsString(this);
  }
}
