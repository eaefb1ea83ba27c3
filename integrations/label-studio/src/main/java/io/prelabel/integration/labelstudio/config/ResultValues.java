package io.prelabel.integration.labelstudio.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What the {@code value} of a result must hold, by its shape. */
final class ResultValues {
  private static final List<String> BOX = List.of("x", "y", "width", "height");
  private static final int FEWEST_CORNERS = 3;

  private ResultValues() {}

  /** Returns a clause that says what is wrong, or empty. */
  static Optional<String> problem(OutputShape shape, JsonNode value) {
    return switch (shape) {
      case RECTANGLE ->
          BOX.stream()
              .filter(each -> !isPercent(value.path(each)))
              .findFirst()
              .map("%s is not a percentage from 0 to 100"::formatted);
      case POLYGON ->
          all(value.path("points"), FEWEST_CORNERS, ResultValues::isPoint)
              ? Optional.empty()
              : Optional.of("points are not three or more pairs of percentages from 0 to 100");
      case BRUSH ->
          value.path("format").asString("").equals("rle")
                  && all(value.path("rle"), 1, ResultValues::isByte)
              ? Optional.empty()
              : Optional.of("rle is not a list of bytes in format rle");
      case CHOICES -> Optional.empty();
    };
  }

  /** Returns whether it is a number from 0 to 1. */
  static boolean isShare(JsonNode node) {
    return isWithin(node, 1);
  }

  private static boolean isPoint(JsonNode node) {
    return node.size() == 2 && all(node, 2, ResultValues::isPercent);
  }

  private static boolean isPercent(JsonNode node) {
    return isWithin(node, 100);
  }

  private static boolean isByte(JsonNode node) {
    return node.isIntegralNumber() && isWithin(node, 255);
  }

  private static boolean isWithin(JsonNode node, double most) {
    return node.isNumber() && node.doubleValue() >= 0 && node.doubleValue() <= most;
  }

  private static boolean all(JsonNode list, int fewest, Predicate<JsonNode> condition) {
    return list.isArray()
        && list.size() >= fewest
        && StreamSupport.stream(list.spliterator(), false).allMatch(condition);
  }
}
