package io.prelabel.service.eval;

import java.util.List;
import java.util.Optional;

/**
 * How well a model did, over all pairs of image and class.
 *
 * @param coverage what was compared, and what was not
 * @param asSet how well masks fit, as a run gives them
 * @param ungated how well they fit without the presence question
 * @param outcome how often a run says that a class is there
 * @param question what the presence question alone says, at the classes' thresholds; empty where
 *     the model knows none
 * @param classes one per class that was compared, in the order of the prompts
 * @param worst what to look at first
 */
public record EvaluationResult(
    Coverage coverage,
    IouScores asSet,
    IouScores ungated,
    Confusion outcome,
    Optional<Confusion> question,
    List<ClassResult> classes,
    WorstCases worst) {
  public EvaluationResult {
    classes = List.copyOf(classes);
  }

  /**
   * What was compared, and what was not.
   *
   * @param compared number of pictures that were answered
   * @param unread pictures of the truth that were not
   * @param undecided pairs left out because the truth has a crowd there and no object
   * @param onlyInTruth classes that nobody asked for
   * @param onlyInPrompts classes that the truth does not speak of
   */
  public record Coverage(
      long compared,
      List<Unread> unread,
      long undecided,
      List<String> onlyInTruth,
      List<String> onlyInPrompts) {
    public Coverage {
      unread = List.copyOf(unread);
      onlyInTruth = List.copyOf(onlyInTruth);
      onlyInPrompts = List.copyOf(onlyInPrompts);
    }
  }

  /** A picture that was not answered, and why. */
  public record Unread(String fileName, String reason) {}
}
