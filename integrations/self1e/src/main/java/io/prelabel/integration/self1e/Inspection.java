package io.prelabel.integration.self1e;

import io.prelabel.integration.self1e.engine.NativeScope;
import io.prelabel.integration.self1e.engine.TorchProgram;
import io.prelabel.integration.self1e.image.Tiles;
import io.prelabel.integration.self1e.text.AttributeTokens;
import io.prelabel.integration.self1e.text.ChatTemplate;
import io.prelabel.integration.self1e.text.PromptTokens;
import io.prelabel.integration.self1e.text.QuestionTokens;
import io.prelabel.plugin.model.Questions;
import java.util.List;

/**
 * What a model computes on the way to its answers, for comparisons with the authors' code: class
 * names keep their letters, none becomes lower-case. On the thread that would call {@link
 * Self1eModel#segment}.
 */
public final class Inspection {
  private final Computation computation;
  private final ChatTemplate chat;
  private final Tiles tiles;
  private final QuestionTokens tokens;

  Inspection(Computation computation, ChatTemplate chat, Tiles tiles, Questions questions) {
    this.computation = computation;
    this.chat = chat;
    this.tiles = tiles;
    this.tokens = QuestionTokens.of(questions, chat);
  }

  /** Returns the pixel values, E_lo and E_hi, flattened. */
  public float[][] features() {
    TorchProgram program = computation.program();
    try (NativeScope scope = program.newScope()) {
      return TorchProgram.floats(
          scope, program.run(scope, "inspect", ImageFeatures.pixels(scope, tiles)));
    }
  }

  /** Returns the whole row of a prompt's mask question, in its first template. */
  public long[] maskTokens(int prompt) {
    return whole(tokens.prompts().get(prompt).masks().get(0).ids());
  }

  /** Returns the whole row of a prompt's presence question, which must have been asked. */
  public long[] presenceTokens(int prompt) {
    return whole(tokens.prompts().get(prompt).presence().orElseThrow());
  }

  /** Returns the tokens of the answers to an attribute. */
  public List<long[]> answerTokens(int attribute) {
    return tokens.attributes().get(attribute).answers();
  }

  /** Returns the logits of Yes and No of each prompt, which must all have been asked. */
  public float[][] presenceLogits() {
    List<long[]> asked =
        tokens.prompts().stream()
            .map(PromptTokens::presence)
            .map(each -> each.orElseThrow())
            .toList();
    try (PictureFeatures features = newFeatures();
        Reading reading = reading(features)) {
      return reading.next(asked, computation.yes(), computation.no());
    }
  }

  /** Returns the log-likelihood of each answer to an attribute. */
  public double[] logLikelihoods(int attribute) {
    AttributeTokens asked = tokens.attributes().get(attribute);
    try (PictureFeatures features = newFeatures();
        Reading reading = reading(features)) {
      return reading.logLikelihoods(asked);
    }
  }

  private PictureFeatures newFeatures() {
    return new PictureFeatures(
        computation.program(), Inspection::ignore, computation.patchesPerTile());
  }

  private Reading reading(PictureFeatures features) {
    return Reading.of(
        computation.program(),
        Inspection::ignore,
        tokens.shared(),
        features.see(tiles),
        computation.imageTokens(tiles),
        computation.beginning());
  }

  private long[] whole(long[] words) {
    return chat.whole(words, computation.imageTokens(tiles));
  }

  private static void ignore(Stage stage, long nanos, long tokens) {}
}
