package io.prelabel.service.web.api;

import io.prelabel.db.model.Models;
import io.prelabel.db.model.StoredModel;
import io.prelabel.plugin.model.SegmentationModel;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Models: those that have been used, and the one that is loaded. */
@RestController
@RequestMapping("/api/v1/models")
@Tag(name = "models")
class ModelsController {
  private final Models models;
  private final Optional<SegmentationModel> loaded;

  ModelsController(Models models, ObjectProvider<SegmentationModel> loaded) {
    this.models = models;
    this.loaded = Optional.ofNullable(loaded.getIfAvailable());
  }

  @GetMapping
  @Operation(summary = "Lists the models that have been used, and says which one is loaded")
  List<ModelBody> list() {
    Optional<String> version = loaded.map(each -> each.version().id());
    return models.all().stream().map(each -> ModelBody.of(each, version)).toList();
  }

  /**
   * A model.
   *
   * @param version changes with anything that changes answers
   * @param checkpoint where it was loaded from first
   * @param loaded whether new runs use it
   */
  record ModelBody(
      long id, String kind, String version, String checkpoint, boolean loaded, Instant createdAt) {
    static ModelBody of(StoredModel stored, Optional<String> loadedVersion) {
      String version = stored.version().id();
      return new ModelBody(
          stored.id(),
          stored.version().name(),
          version,
          stored.checkpoint(),
          loadedVersion.filter(version::equals).isPresent(),
          stored.createdAt());
    }
  }
}
