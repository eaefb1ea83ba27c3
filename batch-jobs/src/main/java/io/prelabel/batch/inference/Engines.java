package io.prelabel.batch.inference;

import io.prelabel.db.model.StoredModel;

/** Finds the engine that a run needs. */
@FunctionalInterface
public interface Engines {
  /**
   * Returns the engine whose model has exactly this version.
   *
   * @throws io.prelabel.plugin.PluginException where no such model is loaded, with the remedy
   */
  InferenceEngine engineFor(StoredModel model);
}
