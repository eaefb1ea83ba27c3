package io.prelabel.service.web.api;

import io.prelabel.db.dataset.Images;
import io.prelabel.db.prediction.Prediction;
import io.prelabel.db.prediction.Predictions;
import io.prelabel.db.prediction.StoredAttribute;
import io.prelabel.plugin.mask.Box;
import io.prelabel.plugin.model.MaskPrediction;
import io.prelabel.plugin.model.PromptScore;
import io.prelabel.service.web.problem.NotFoundException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What runs say about images. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "predictions")
class PredictionsController {
  private final Images images;
  private final Predictions predictions;

  PredictionsController(Images images, Predictions predictions) {
    this.images = images;
    this.predictions = predictions;
  }

  @GetMapping("/images/{id}/predictions")
  @Operation(
      summary = "Lists what is said about an image, by all runs or one",
      description = "One entry per run and class, present or not; masks by /predictions/{id}/mask.")
  List<PredictionBody> ofImage(@PathVariable long id, @RequestParam @Nullable Long run) {
    if (images.find(id).isEmpty()) {
      throw new NotFoundException("image", id);
    }
    List<Prediction> found = run == null ? predictions.of(id) : predictions.of(run, id);
    return found.stream().map(PredictionBody::of).toList();
  }

  @GetMapping("/images/{id}/attributes")
  @Operation(summary = "Lists what is said about an image as a whole, by all runs or one")
  List<AttributeAnswerBody> attributes(@PathVariable long id, @RequestParam @Nullable Long run) {
    if (images.find(id).isEmpty()) {
      throw new NotFoundException("image", id);
    }
    List<StoredAttribute> found =
        run == null ? predictions.attributesOf(id) : predictions.attributesOf(run, List.of(id));
    return found.stream().map(AttributeAnswerBody::of).toList();
  }

  @GetMapping("/predictions/{id}")
  @Operation(summary = "Returns a prediction without its mask")
  PredictionBody get(@PathVariable long id) {
    return predictions
        .find(id)
        .map(PredictionBody::of)
        .orElseThrow(() -> new NotFoundException("prediction", id));
  }

  /**
   * What a model says about one class in one image.
   *
   * @param outcome present, below_threshold, empty or absent
   * @param score mask score times presence
   * @param presence probability that the thing is there at all; null where that was not asked
   * @param presenceThreshold the presence below which the class is absent; null where it is off
   * @param area pixels
   * @param box x, y, width, height in pixels; all 0 without a mask
   */
  record PredictionBody(
      long id,
      long runId,
      long imageId,
      String className,
      String outcome,
      double score,
      double maskScore,
      @Nullable Double presence,
      @Nullable Double presenceThreshold,
      long area,
      List<Integer> box,
      double threshold,
      List<PromptScoreBody> prompts,
      String modelVersion,
      String promptSetVersion,
      Instant createdAt) {
    static PredictionBody of(Prediction stored) {
      MaskPrediction answer = stored.answer();
      Box box = stored.box();
      return new PredictionBody(
          stored.id(),
          stored.runId(),
          stored.imageId(),
          answer.classPrompt().name(),
          answer.outcome().name().toLowerCase(Locale.ROOT),
          answer.score(),
          answer.maskScore(),
          nullable(answer.presence()),
          nullable(answer.classPrompt().presenceThreshold()),
          stored.area(),
          List.of(box.x(), box.y(), box.width(), box.height()),
          answer.classPrompt().threshold(),
          answer.promptScores().stream().map(PromptScoreBody::of).toList(),
          stored.modelVersion(),
          stored.promptSetVersion(),
          stored.createdAt());
    }
  }

  /**
   * What one prompt alone would have said.
   *
   * @param maskScore null where its mask was not asked for
   * @param presence null where it was not asked for
   */
  record PromptScoreBody(String text, @Nullable Double maskScore, @Nullable Double presence) {
    static PromptScoreBody of(PromptScore score) {
      return new PromptScoreBody(
          score.prompt().text(), nullable(score.maskScore()), nullable(score.presence()));
    }
  }

  private static @Nullable Double nullable(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
