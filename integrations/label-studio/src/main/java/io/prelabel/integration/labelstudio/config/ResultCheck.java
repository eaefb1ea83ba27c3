package io.prelabel.integration.labelstudio.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Says beforehand what Label Studio would do without a word: an import drops predictions that don't
 * fit the configuration and answers 201 all the same, and an ML backend's are stored and show
 * nothing. The rules are those of label-studio-sdk 2.1.2, {@code
 * LabelInterface.validate_prediction}; stricter where Label Studio takes what it can't show (no
 * label, a place outside the picture), and for {@code model_version} and {@code score}, whose
 * absence makes it refuse a whole batch. Immutable.
 */
public final class ResultCheck {
  private static final int MOST_PROBLEMS = 20;

  private final LabelConfig config;
  private final Map<String, ControlTag> controls = new HashMap<>();

  public ResultCheck(LabelConfig config) {
    this.config = config;
    config.controls().forEach(each -> controls.put(each.name(), each));
  }

  /**
   * Checks a prediction as it would be sent: {@code result}, {@code score}, {@code model_version}.
   *
   * @return a sentence per problem, at most {@value #MOST_PROBLEMS}; empty where it can be sent
   */
  public List<String> problems(JsonNode prediction) {
    List<String> problems = new ArrayList<>();
    JsonNode version = prediction.path("model_version");
    if (!version.isString() || version.stringValue().isEmpty()) {
      problems.add("model_version is not a text.");
    }
    if (!ResultValues.isShare(prediction.path("score"))) {
      problems.add("score is not a number from 0 to 1.");
    }
    JsonNode result = prediction.path("result");
    if (!result.isArray()) {
      problems.add("result is not a list.");
    }
    for (int i = 0; i < result.size() && problems.size() < MOST_PROBLEMS; i++) {
      Optional<String> problem = problem(result.get(i), result);
      int index = i;
      problem.ifPresent(each -> problems.add("Region %d: %s.".formatted(index, each)));
    }
    return List.copyOf(problems);
  }

  private Optional<String> problem(JsonNode region, JsonNode result) {
    String fromName = region.path("from_name").asString("");
    ControlTag control = controls.get(fromName);
    if (control == null) {
      return Optional.of(
          "from_name %s is no control of the labeling configuration, which has %s"
              .formatted(Names.quoted(fromName), Names.quoted(controls.keySet())));
    }
    return names(region, control)
        .or(() -> label(region, control))
        .or(() -> value(region, control, result))
        .or(() -> score(region));
  }

  private Optional<String> names(JsonNode region, ControlTag control) {
    String toName = region.path("to_name").asString("");
    boolean isImage = config.images().stream().anyMatch(each -> each.name().equals(toName));
    if (!isImage || !control.toNames().contains(toName)) {
      return Optional.of(
          "to_name %s is not an image of control %s, which has %s"
              .formatted(
                  Names.quoted(toName),
                  Names.quoted(control.name()),
                  Names.quoted(control.toNames())));
    }
    String type = region.path("type").asString("");
    if (!type.equalsIgnoreCase(control.kind().type())) {
      return Optional.of(
          "type %s is not that of control %s, %s"
              .formatted(Names.quoted(type), Names.quoted(control.name()), control.kind().type()));
    }
    return Optional.empty();
  }

  private static Optional<String> label(JsonNode region, ControlTag control) {
    if (!control.kind().isLabeled()) {
      return Optional.empty();
    }
    JsonNode labels = region.path("value").path(control.kind().type());
    if (!labels.isArray() || labels.isEmpty()) {
      return Optional.of("value has no list %s".formatted(control.kind().type()));
    }
    return StreamSupport.stream(labels.spliterator(), false)
        .map(each -> each.asString(""))
        .filter(each -> !control.dynamic() && control.byResultName(each).isEmpty())
        .findFirst()
        .map(
            each ->
                "label %s is not one of control %s, which has %s"
                    .formatted(
                        Names.quoted(each),
                        Names.quoted(control.name()),
                        Names.quoted(
                            control.labels().stream().map(ConfiguredLabel::resultName).toList())));
  }

  private Optional<String> value(JsonNode region, ControlTag control, JsonNode result) {
    Optional<OutputShape> shape =
        control.kind().shape().or(() -> drawnWithTheSameId(region, result));
    if (shape.isEmpty()) {
      return Optional.of("a result of type labels needs the shape that it names, with the same id");
    }
    return ResultValues.problem(shape.get(), region.path("value"));
  }

  /** Returns the shape that a {@code Labels} result names: that of another entry with its id. */
  private Optional<OutputShape> drawnWithTheSameId(JsonNode region, JsonNode result) {
    JsonNode id = region.path("id");
    return StreamSupport.stream(result.spliterator(), false)
        .filter(each -> each != region && id.isString() && id.equals(each.path("id")))
        .flatMap(
            each -> Optional.ofNullable(controls.get(each.path("from_name").asString(""))).stream())
        .filter(each -> !each.kind().isLabeled())
        .flatMap(each -> each.kind().shape().stream())
        .findFirst();
  }

  private static Optional<String> score(JsonNode region) {
    return region.has("score") && !ResultValues.isShare(region.path("score"))
        ? Optional.of("score is not a number from 0 to 1")
        : Optional.empty();
  }
}
