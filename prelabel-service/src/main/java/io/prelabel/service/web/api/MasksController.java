package io.prelabel.service.web.api;

import io.prelabel.db.prediction.Prediction;
import io.prelabel.db.prediction.Predictions;
import io.prelabel.plugin.mask.Box;
import io.prelabel.plugin.mask.CocoCounts;
import io.prelabel.plugin.mask.Mask;
import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.MaskPrediction;
import io.prelabel.service.web.problem.NotFoundException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * One mask in the form that is accepted, at the stored threshold or cut again at another: the
 * stored logits answer that without the model.
 */
@RestController
@RequestMapping("/api/v1/predictions/{id}/mask")
@Tag(name = "predictions")
class MasksController {
  static final String GEO_JSON = "application/geo+json";

  private final Predictions predictions;

  MasksController(Predictions predictions) {
    this.predictions = predictions;
  }

  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Returns a mask as COCO run lengths, polygons (application/geo+json) or image/png")
  RleBody runLengths(
      @PathVariable long id,
      @RequestParam @Nullable @Parameter(description = "probability in (0, 1) to cut at")
          Double threshold,
      @RequestParam @Nullable @Parameter(description = "pixels") Integer minimumArea) {
    return RleBody.of(cut(id, threshold, minimumArea).mask());
  }

  @GetMapping(produces = GEO_JSON)
  PolygonBody polygons(
      @PathVariable long id,
      @RequestParam @Nullable Double threshold,
      @RequestParam @Nullable Integer minimumArea) {
    return PolygonBody.of(cut(id, threshold, minimumArea));
  }

  @GetMapping(produces = MediaType.IMAGE_PNG_VALUE)
  byte[] png(
      @PathVariable long id,
      @RequestParam @Nullable Double threshold,
      @RequestParam @Nullable Integer minimumArea)
      throws IOException {
    return MaskPng.encode(cut(id, threshold, minimumArea).mask());
  }

  private MaskPrediction cut(long id, @Nullable Double threshold, @Nullable Integer minimumArea) {
    Prediction stored =
        predictions.find(id).orElseThrow(() -> new NotFoundException("prediction", id));
    if (threshold == null && minimumArea == null) {
      return stored.answer();
    }
    ClassPrompt asked = stored.answer().classPrompt();
    return stored
        .answer()
        .recut(
            threshold == null ? asked.threshold() : threshold,
            minimumArea == null ? asked.minimumArea() : minimumArea);
  }

  /**
   * A mask as COCO's compressed run lengths.
   *
   * @param size height and width of the picture
   * @param bbox x, y, width, height
   */
  record RleBody(List<Integer> size, String counts, long area, List<Integer> bbox) {
    static RleBody of(Mask mask) {
      Box box = mask.box();
      return new RleBody(
          List.of(mask.height(), mask.width()),
          CocoCounts.encode(mask),
          mask.area(),
          List.of(box.x(), box.y(), box.width(), box.height()));
    }
  }
}
