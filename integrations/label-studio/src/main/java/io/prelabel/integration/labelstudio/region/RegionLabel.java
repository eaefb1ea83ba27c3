package io.prelabel.integration.labelstudio.region;

/**
 * A label as a result names it.
 *
 * @param fromName the control that it was given with
 * @param name the label's value or alias
 */
public record RegionLabel(String fromName, String name) {}
