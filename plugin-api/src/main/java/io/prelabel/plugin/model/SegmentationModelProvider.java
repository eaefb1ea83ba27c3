package io.prelabel.plugin.model;

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
   * Loads the model; takes seconds to minutes. The caller closes it.
   *
   * @throws io.prelabel.plugin.PluginException with category {@code BAD_INPUT} and one sentence
   *     that names the file and the remedy, where the folder can't be used
   */
  SegmentationModel open(ModelSettings settings);
}
