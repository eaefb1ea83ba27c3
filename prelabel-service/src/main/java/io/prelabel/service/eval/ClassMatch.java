package io.prelabel.service.eval;

import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.PromptSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which classes can be compared: those that truth and prompts both name, by equal names.
 *
 * @param both in the order of the prompts; at least one
 * @param onlyInTruth nobody asks for these
 * @param onlyInPrompts nothing is known of these, not even that they are nowhere
 */
public record ClassMatch(
    List<ClassPrompt> both, List<String> onlyInTruth, List<String> onlyInPrompts) {
  /**
   * Matches.
   *
   * @throws PluginException with category {@code BAD_INPUT} where no name is in both
   */
  public static ClassMatch of(CocoTruth truth, PromptSet promptSet) {
    List<ClassPrompt> both =
        promptSet.classes().stream().filter(each -> truth.classes().contains(each.name())).toList();
    List<String> asked = promptSet.classes().stream().map(ClassPrompt::name).toList();
    if (both.isEmpty()) {
      throw PluginException.badInput(
          "No class is in both: the truth has %s, the prompts have %s; name the classes of the prompts as the truth does."
              .formatted(listed(List.copyOf(truth.classes())), listed(asked)));
    }
    Set<String> onlyInTruth = new LinkedHashSet<>(truth.classes());
    asked.forEach(onlyInTruth::remove);
    List<String> onlyInPrompts =
        asked.stream().filter(each -> !truth.classes().contains(each)).toList();
    return new ClassMatch(both, List.copyOf(onlyInTruth), onlyInPrompts);
  }

  private static String listed(List<String> names) {
    int most = 5;
    return names.size() <= most
        ? names.isEmpty() ? "none" : String.join(", ", names)
        : "%s and %d more"
            .formatted(String.join(", ", names.subList(0, most)), names.size() - most);
  }
}
