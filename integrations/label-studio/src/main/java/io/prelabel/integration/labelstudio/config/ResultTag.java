package io.prelabel.integration.labelstudio.config;

/**
 * The names that one entry of a result carries.
 *
 * @param fromName {@code from_name}, the control
 * @param toName {@code to_name}, the image
 * @param type {@code type}, also the key of the label list in {@code value} where {@code labeled}
 * @param labeled whether {@code value} names the label
 */
public record ResultTag(String fromName, String toName, String type, boolean labeled) {}
