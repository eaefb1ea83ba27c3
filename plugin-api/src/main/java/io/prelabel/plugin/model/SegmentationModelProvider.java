package io.prelabel.plugin.model;

import java.util.List;

/**
 * Opens checkpoints of one kind. Found by {@link java.util.ServiceLoader}, on the class path or in
 * a jar of the {@code plugins/} folder; needs a public constructor without arguments that does no
 * work. Thread-safe.
 */
public interface SegmentationModelProvider {
  /** Returns the kind of model, lower-case, unique among providers ("self1e"). */
  String name();

  /**
   * Returns whether the folder is meant for this provider, from its small files alone. A folder
   * that is meant for it but broken is {@code true} here and fails in {@link #open}, with a better
   * reason.
   */
  boolean recognises(ModelSettings settings);

  /**
   * Returns the devices that the setting stands for: a model each is opened on them, and the work
   * is shared among these. Their answers must be equal, and so must their versions.
   *
   * @return values of {@link ModelSettings#device}, at least one
   * @throws io.prelabel.plugin.PluginException with category {@code BAD_INPUT} where such a device
   *     is not there
   */
  default List<String> devices(ModelSettings settings) {
    return List.of(settings.device());
  }

  /**
   * Loads the model on one device; takes seconds to minutes. The caller closes it.
   *
   * @throws io.prelabel.plugin.PluginException with category {@code BAD_INPUT} and one sentence
   *     that names the file and the remedy, where the folder can't be used
   */
  SegmentationModel open(ModelSettings settings);
}
