package io.prelabel.integration.labelstudio.config;

import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.PromptSet;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds the class for each label and the shape for each class. */
final class LabelMatch {
  private final ImageLabels labels;
  private final Optional<OutputShape> wanted;
  private final Map<String, List<LabelOutput>> offered;
  private final Set<OutputShape> shapes;

  /**
   * @throws PluginException where there is no label, or none in the wanted shape
   */
  LabelMatch(ImageLabels labels, Optional<OutputShape> wanted) {
    this.labels = labels;
    this.wanted = wanted;
    this.offered = labels.outputs();
    this.shapes = labels.shapes();
    checkLabels();
    checkShape();
  }

  LabelBinding withOwnPrompts() {
    // By name, so that moving a label in the configuration makes no new prompt set.
    Map<String, ClassPrompt> classes = new TreeMap<>();
    offered.values().stream()
        .filter(ways -> !isForPeople(ways))
        .flatMap(ways -> chosen(ways).stream().map(output -> LabelPrompts.of(output, ways)))
        .forEach(each -> classes.putIfAbsent(each.name(), each));
    return bind(PromptSet.of(List.copyOf(classes.values())));
  }

  LabelBinding with(PromptSet prompts) {
    LabelBinding binding = bind(prompts);
    if (binding.outputs().isEmpty()) {
      throw PluginException.badInput(
          "none of the classes %s has a label%s for image %s, which has %s; name the classes like the labels"
              .formatted(
                  Names.quoted(prompts.classes().stream().map(ClassPrompt::name).toList()),
                  wanted.map(shape -> " for " + shape).orElse(""),
                  Names.quoted(labels.image().name()),
                  Names.quoted(offered.keySet())));
    }
    return binding;
  }

  private LabelBinding bind(PromptSet prompts) {
    Map<String, String> classByLabel = new LinkedHashMap<>();
    Map<String, LabelOutput> outputs = new LinkedHashMap<>();
    List<String> withoutLabel = new ArrayList<>();
    LabelNames names = new LabelNames(offered);
    for (ClassPrompt each : prompts.classes()) {
      Optional<String> label = names.find(each.name());
      if (label.isEmpty()) {
        withoutLabel.add(each.name());
        continue;
      }
      String earlier = classByLabel.putIfAbsent(label.get(), each.name());
      if (earlier != null) {
        throw PluginException.badInput(
            "the classes %s and %s both go to label %s; rename one of them"
                .formatted(
                    Names.quoted(earlier), Names.quoted(each.name()), Names.quoted(label.get())));
      }
      chosen(offered.getOrDefault(label.get(), List.of()))
          .ifPresent(output -> outputs.put(each.name(), output));
    }
    return new LabelBinding(labels, prompts, outputs, report(classByLabel, withoutLabel));
  }

  private BindingReport report(Map<String, String> classByLabel, List<String> withoutLabel) {
    return new BindingReport(
        labelsWhere(each -> !classByLabel.containsKey(each) && canTakeShape(each)),
        withoutLabel,
        labelsWhere(each -> !canTakeShape(each)),
        labels.controls().stream()
            .filter(each -> each.dynamic() && !each.skipped())
            .map(ControlTag::name)
            .toList());
  }

  private List<String> labelsWhere(Predicate<String> condition) {
    return offered.keySet().stream().filter(condition).toList();
  }

  private boolean canTakeShape(String label) {
    return chosen(offered.getOrDefault(label, List.of())).isPresent();
  }

  private Optional<LabelOutput> chosen(List<LabelOutput> outputs) {
    return outputs.stream()
        .filter(each -> wanted.isEmpty() || wanted.get() == each.shape())
        .findFirst();
  }

  /** Returns whether a label is a choice that nobody said a model should make. */
  private boolean isForPeople(List<LabelOutput> outputs) {
    boolean onlyChoice = outputs.stream().allMatch(each -> each.shape() == OutputShape.CHOICES);
    boolean told =
        outputs.stream().anyMatch(each -> !each.label().predictedValues().isEmpty())
            || wanted.isPresent()
            || shapes.equals(EnumSet.of(OutputShape.CHOICES));
    return onlyChoice && !told;
  }

  private void checkLabels() {
    if (offered.isEmpty()) {
      throw PluginException.badInput(
          "image %s has no labels that a model can fill; add BrushLabels, PolygonLabels, RectangleLabels, Choices, or Labels with a Brush, Polygon or Rectangle beside it, with toName=%s and the labels written out"
              .formatted(Names.quoted(labels.image().name()), Names.quoted(labels.image().name())));
    }
  }

  private void checkShape() {
    if (wanted.isPresent() && !shapes.contains(wanted.get())) {
      throw PluginException.badInput(
          "the labeling configuration offers %s for image %s, not %s; choose what it offers, say %s, or add a tag for it"
              .formatted(
                  shapes.stream().map(OutputShape::toString).collect(Collectors.joining(" and ")),
                  Names.quoted(labels.image().name()),
                  wanted.get(),
                  OutputShape.AUTO));
    }
  }
}
