package io.prelabel.integration.labelstudio.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A control tag that a segmentation model can fill, by Label Studio's tag reference
 * (labelstud.io/tags). Other controls are none of our business.
 */
public enum ControlKind {
  BRUSH_LABELS("BrushLabels", OutputShape.BRUSH, true),
  POLYGON_LABELS("PolygonLabels", OutputShape.POLYGON, true),
  RECTANGLE_LABELS("RectangleLabels", OutputShape.RECTANGLE, true),
  CHOICES("Choices", OutputShape.CHOICES, true),
  /** Labels for the shapes of the three tags below. */
  LABELS("Labels", null, true),
  BRUSH("Brush", OutputShape.BRUSH, false),
  POLYGON("Polygon", OutputShape.POLYGON, false),
  RECTANGLE("Rectangle", OutputShape.RECTANGLE, false);

  private final String tag;
  private final Optional<OutputShape> shape;
  private final boolean labeled;

  ControlKind(String tag, @Nullable OutputShape shape, boolean labeled) {
    this.tag = tag;
    this.shape = Optional.ofNullable(shape);
    this.labeled = labeled;
  }

  /** Returns the kind of a tag; upper and lower case are one, as in Label Studio. */
  static Optional<ControlKind> ofTag(String tag) {
    return Arrays.stream(values()).filter(each -> each.tag.equalsIgnoreCase(tag)).findFirst();
  }

  /** Returns the tag as written in a configuration, "BrushLabels". */
  public String tag() {
    return tag;
  }

  /** Returns the {@code type} of results: the tag in lower case. */
  public String type() {
    return tag.toLowerCase(Locale.ROOT);
  }

  /** Returns what the tag draws; empty for {@code Labels}, which names what others draw. */
  public Optional<OutputShape> shape() {
    return shape;
  }

  /** Returns whether it holds labels; a bare shape has to be named by a {@code Labels} tag. */
  public boolean isLabeled() {
    return labeled;
  }
}
