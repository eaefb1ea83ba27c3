package io.prelabel.integration.labelstudio.config;

import java.util.ArrayList;
import java.util.List;

/**
 * What does not fit between a configuration and what is asked. None of it hinders the rest.
 *
 * @param labelsWithoutClass label values that nothing is asked for, so people draw them alone
 * @param classesWithoutLabel class names whose answers can't be sent
 * @param labelsWithoutShape label values that can't take the wanted shape
 * @param dynamicControls names of controls whose labels come from each task, which can't be known
 */
public record BindingReport(
    List<String> labelsWithoutClass,
    List<String> classesWithoutLabel,
    List<String> labelsWithoutShape,
    List<String> dynamicControls) {
  public BindingReport {
    labelsWithoutClass = List.copyOf(labelsWithoutClass);
    classesWithoutLabel = List.copyOf(classesWithoutLabel);
    labelsWithoutShape = List.copyOf(labelsWithoutShape);
    dynamicControls = List.copyOf(dynamicControls);
  }

  /** Returns a sentence for each kind of thing that does not fit; empty where all fits. */
  public List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    add(
        sentences,
        labelsWithoutClass,
        "Nothing is asked for the labels %s; add classes of these names to the prompt set, or predicted_values to the labels.");
    add(
        sentences,
        classesWithoutLabel,
        "The classes %s have no label of their name; add labels, or rename the classes.");
    add(
        sentences,
        labelsWithoutShape,
        "The labels %s can't take the wanted shape; say auto, or add them to a tag of that shape.");
    add(
        sentences,
        dynamicControls,
        "The controls %s take their labels from each task; write the labels into the configuration to have them pre-labeled.");
    return List.copyOf(sentences);
  }

  private static void add(List<String> sentences, List<String> names, String sentence) {
    if (!names.isEmpty()) {
      sentences.add(sentence.formatted(Names.quoted(names)));
    }
  }
}
