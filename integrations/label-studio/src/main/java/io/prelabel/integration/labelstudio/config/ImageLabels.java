package io.prelabel.integration.labelstudio.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What can be labeled in one picture of a configuration.
 *
 * @param image the picture
 * @param controls that reference it, in the order written
 */
public record ImageLabels(ImageTag image, List<ControlTag> controls) {
  public ImageLabels {
    controls = List.copyOf(controls);
  }

  /**
   * Returns the ways to write each label, by its value, in the order written; the ways in the order
   * of {@link OutputShape}, at most one per shape, of several the one written first. Controls that
   * are skipped are left out, and so are dynamic ones, whose labels nobody knows.
   */
  public Map<String, List<LabelOutput>> outputs() {
    Map<String, Map<OutputShape, LabelOutput>> byLabel = new LinkedHashMap<>();
    usable()
        .flatMap(this::outputsOf)
        .forEach(
            output ->
                byLabel
                    .computeIfAbsent(output.label().value(), value -> new LinkedHashMap<>())
                    .putIfAbsent(output.shape(), output));
    Map<String, List<LabelOutput>> sorted = new LinkedHashMap<>();
    byLabel.forEach((value, outputs) -> sorted.put(value, lightestFirst(outputs.values())));
    return Collections.unmodifiableMap(sorted);
  }

  /** Returns the shapes that at least one label can take. */
  public Set<OutputShape> shapes() {
    Set<OutputShape> shapes = EnumSet.noneOf(OutputShape.class);
    usable().flatMap(this::outputsOf).forEach(output -> shapes.add(output.shape()));
    return shapes;
  }

  /** Returns the control of this picture that results call so. */
  public Optional<ControlTag> control(String name) {
    return controls.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  private static List<LabelOutput> lightestFirst(Collection<LabelOutput> outputs) {
    List<LabelOutput> sorted = new ArrayList<>(outputs);
    sorted.sort(Comparator.comparing(LabelOutput::shape));
    return List.copyOf(sorted);
  }

  private Stream<ControlTag> usable() {
    return controls.stream().filter(each -> !each.skipped() && !each.dynamic());
  }

  private Stream<LabelOutput> outputsOf(ControlTag control) {
    if (control.kind() == ControlKind.LABELS) {
      return bareShapes().stream().flatMap(shape -> outputs(control, List.of(shape, control)));
    }
    return control.kind().isLabeled() ? outputs(control, List.of(control)) : Stream.empty();
  }

  /** Returns the tags that draw without labels of their own, one for each shape. */
  private Collection<ControlTag> bareShapes() {
    Map<ControlKind, ControlTag> first = new EnumMap<>(ControlKind.class);
    usable()
        .filter(each -> !each.kind().isLabeled())
        .forEach(each -> first.putIfAbsent(each.kind(), each));
    return first.values();
  }

  private Stream<LabelOutput> outputs(ControlTag names, List<ControlTag> written) {
    OutputShape shape = written.get(0).kind().shape().orElseThrow();
    List<ResultTag> tags = written.stream().map(this::resultTag).toList();
    boolean single = names.kind() == ControlKind.CHOICES && !names.multiple();
    return names.labels().stream()
        .map(label -> new LabelOutput(shape, label, tags, single, names.scoreThreshold()));
  }

  private ResultTag resultTag(ControlTag control) {
    return new ResultTag(
        control.name(), image.name(), control.kind().type(), control.kind().isLabeled());
  }
}
