package io.prelabel.integration.labelstudio.client;

/**
 * A project, as far as pre-labeling needs it.
 *
 * @param labelConfig the labeling configuration's XML
 * @param modelVersion the predictions that annotators see: a version or a backend's title; may be
 *     empty
 * @param tasks how many it has
 */
public record LabelStudioProject(
    long id, String title, String labelConfig, String modelVersion, long tasks) {}
