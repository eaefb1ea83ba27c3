package io.prelabel.integration.labelstudio.config;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How one label is written in one shape.
 *
 * @param shape what is drawn
 * @param label whose {@link ConfiguredLabel#resultName()} the result carries
 * @param tags one entry per region: all with the same {@code id} and the same shape in {@code
 *     value}. Usually one; a {@code Labels} tag beside a {@code Rectangle} takes two, the shape's
 *     first, since that is how Label Studio stores it
 * @param single whether a task takes at most one label of this control, so that only the likeliest
 *     can be sent ({@code Choices} without {@code choice="multiple"})
 * @param scoreThreshold of the control that names the label, see {@link ControlTag}
 */
public record LabelOutput(
    OutputShape shape,
    ConfiguredLabel label,
    List<ResultTag> tags,
    boolean single,
    OptionalDouble scoreThreshold) {
  public LabelOutput {
    tags = List.copyOf(tags);
    if (tags.isEmpty()) {
      throw new IllegalArgumentException(
          "label \"%s\" has no tag to be written to".formatted(label.value()));
    }
  }
}
