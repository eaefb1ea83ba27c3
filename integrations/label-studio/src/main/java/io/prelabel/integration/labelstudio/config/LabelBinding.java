package io.prelabel.integration.labelstudio.config;

import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.model.ContentDigest;
import io.prelabel.plugin.model.PromptSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is asked about a project's pictures, and where each answer goes. Immutable.
 *
 * @param labels the configuration that it was made for
 * @param prompts what is asked: the given set as it is, or one made from the labels
 * @param outputs how each class is written, by class name, in the set's order; classes without a
 *     label are not in it
 * @param report what does not fit
 */
public record LabelBinding(
    ImageLabels labels, PromptSet prompts, Map<String, LabelOutput> outputs, BindingReport report) {
  public LabelBinding {
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
  }

  /**
   * Makes the prompts from the labels: the words of {@code predicted_values}, else the label's own
   * value; {@code model_score_threshold} becomes the presence threshold. Choices are asked for only
   * where they have {@code predicted_values}, the picture has no other labels, or choices are the
   * wanted shape: "good" and "bad" beside labels to draw are for people to judge.
   *
   * @param shape the wanted one; empty takes for each label the first that it offers
   * @throws PluginException {@code BAD_INPUT} where there is nothing to label, or the shape is not
   *     offered, with what is
   */
  public static LabelBinding of(ImageLabels labels, Optional<OutputShape> shape) {
    return new LabelMatch(labels, shape).withOwnPrompts();
  }

  /**
   * Takes the prompts from a set. A class goes to the label whose value is its name, else to the
   * one whose alias is, else to the one whose value differs only in upper and lower case.
   *
   * @param shape the wanted one; empty takes for each label the first that it offers
   * @throws PluginException {@code BAD_INPUT} also where no class has a label, or two have the same
   */
  public static LabelBinding of(
      ImageLabels labels, Optional<OutputShape> shape, PromptSet prompts) {
    return new LabelMatch(labels, shape).with(prompts);
  }

  /** Returns how a class is written, or empty where it has no label. */
  public Optional<LabelOutput> output(String className) {
    return Optional.ofNullable(outputs.get(className));
  }

  /**
   * Returns the class that a label in a result stands for, whichever control it was drawn with; the
   * way back for people's work.
   *
   * @param fromName of the result that names the label
   * @param resultName the label as the result has it
   */
  public Optional<String> className(String fromName, String resultName) {
    return labels
        .control(fromName)
        .flatMap(control -> control.byResultName(resultName))
        .flatMap(label -> classOf(label.value()));
  }

  private Optional<String> classOf(String labelValue) {
    return outputs.entrySet().stream()
        .filter(each -> each.getValue().label().value().equals(labelValue))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /**
   * Returns the version of what is written, not of what is asked: {@code ls-} and the first 16
   * hexadecimal digits of a SHA-256 over the task's key, the names and types in results and the
   * label of each class. Colours, styles, hotkeys, the order of tags and labels that nothing is
   * written to are not part of it.
   */
  public String version() {
    ContentDigest digest = new ContentDigest();
    digest.put("data", labels.image().dataKey());
    new TreeMap<>(outputs).forEach((className, output) -> put(digest, className, output));
    return digest.version("ls-");
  }

  private static void put(ContentDigest digest, String className, LabelOutput output) {
    digest.put("class", className);
    digest.put("label", output.label().resultName());
    digest.put("single", Boolean.toString(output.single()));
    for (ResultTag tag : output.tags()) {
      digest.put("from", tag.fromName());
      digest.put("to", tag.toName());
      digest.put("type", tag.type());
    }
  }
}
