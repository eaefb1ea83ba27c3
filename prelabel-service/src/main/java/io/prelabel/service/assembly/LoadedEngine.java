package io.prelabel.service.assembly;

import io.prelabel.batch.inference.Engines;
import io.prelabel.batch.inference.InferenceEngine;
import io.prelabel.db.model.StoredModel;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import java.util.Optional;

/** The one engine of this process, or none. */
record LoadedEngine(Optional<InferenceEngine> engine) implements Engines {
  @Override
  public InferenceEngine engineFor(StoredModel model) {
    InferenceEngine loaded =
        engine.orElseThrow(
            () ->
                unavailable(
                    "No model is loaded; start the service with --checkpoint %s."
                        .formatted(model.checkpoint())));
    String version = loaded.model().version().id();
    if (!version.equals(model.version().id())) {
      throw unavailable(
          "The run needs the model %s (first loaded from %s), and %s is loaded; start the service with its checkpoint."
              .formatted(model.version().id(), model.checkpoint(), version));
    }
    return loaded;
  }

  private static PluginException unavailable(String message) {
    return new PluginException(FailureCategory.UNAVAILABLE, message);
  }
}
