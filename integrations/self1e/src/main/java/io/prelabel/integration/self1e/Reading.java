package io.prelabel.integration.self1e;

import ai.djl.pytorch.jni.IValue;
import io.prelabel.integration.self1e.engine.NativeScope;
import io.prelabel.integration.self1e.engine.TorchProgram;
import io.prelabel.integration.self1e.text.AttributeTokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A picture that the language model has read, with the words that all short questions about it
 * begin with: each question costs its own few tokens from here on. Causal throughout, without
 * {@code [SEG]}. Keeps keys and values in native memory until it is closed.
 */
final class Reading implements AutoCloseable {
  /**
   * Tokens of short questions in one pass. Questions don't see each other, but attention passes
   * over all of them, so that many more would waste work.
   */
  private static final int MOST_TOKENS = 512;

  /** Tokens of one short question, and at which of them the next token is wanted. */
  private record Question(long[] ids, int firstWanted) {}

  private final TorchProgram program;
  private final StageListener listener;
  private final int shared;
  private final NativeScope scope;
  private final IValue past;

  private Reading(
      TorchProgram program,
      StageListener listener,
      long[] shared,
      ImageFeatures features,
      Beginning beginning) {
    this.program = program;
    this.listener = listener;
    this.shared = shared.length;
    scope = program.newScope();
    try (NativeScope inputs = program.newScope()) {
      past =
          program.run(
              scope,
              "read",
              inputs.longs(shared, shared.length),
              features.value(),
              beginning.value());
    } catch (RuntimeException | Error e) {
      scope.close();
      throw e;
    }
  }

  /**
   * Reads a picture.
   *
   * @param shared the words that all questions begin with, at least one
   */
  static Reading of(
      TorchProgram program,
      StageListener listener,
      long[] shared,
      ImageFeatures features,
      int imageTokens,
      Beginning beginning) {
    long begin = System.nanoTime();
    Reading reading = new Reading(program, listener, shared, features, beginning);
    listener.onStage(Stage.PREFIX, System.nanoTime() - begin, imageTokens + shared.length);
    return reading;
  }

  /**
   * Returns the logits of some tokens to come next after each question.
   *
   * @param questions whole, the shared words included
   * @param tokens whose logits are wanted
   * @return one row per question, one number per token
   */
  float[][] next(List<long[]> questions, long... tokens) {
    List<float[]> rows = new ArrayList<>();
    List<Question> all =
        questions.stream()
            .map(ids -> Arrays.copyOfRange(ids, shared, ids.length))
            .map(own -> new Question(own, own.length - 1))
            .toList();
    for (List<Question> pass : passes(all)) {
      try (NativeScope own = program.newScope()) {
        IValue states = states(own, pass);
        float[] flat =
            TorchProgram.floats(
                own, program.run(own, "logits_of", states, own.longs(tokens, tokens.length)))[0];
        for (int i = 0; i < pass.size(); i++) {
          rows.add(Arrays.copyOfRange(flat, i * tokens.length, (i + 1) * tokens.length));
        }
      }
    }
    return rows.toArray(float[][]::new);
  }

  /** Returns the log-probability of each answer to a question, the end of the turn included. */
  double[] logLikelihoods(AttributeTokens attribute) {
    long[] question = Arrays.copyOfRange(attribute.question(), shared, attribute.question().length);
    double[] sums = new double[attribute.answers().size()];
    List<Question> all = attribute.answers().stream().map(each -> row(question, each)).toList();
    int answer = 0;
    for (List<Question> pass : passes(all)) {
      long[] targets =
          attribute.answers().subList(answer, answer + pass.size()).stream()
              .flatMapToLong(Arrays::stream)
              .toArray();
      try (NativeScope own = program.newScope()) {
        IValue states = states(own, pass);
        float[] each =
            TorchProgram.floats(
                own, program.run(own, "likelihoods", states, own.longs(targets, targets.length)))[
                0];
        int at = 0;
        for (int i = 0; i < pass.size(); i++, answer++) {
          for (int end = at + attribute.answers().get(answer).length; at < end; at++) {
            sums[answer] += each[at];
          }
        }
      }
    }
    return sums;
  }

  /** The question and all of the answer but its last token, which nothing has to follow. */
  private static Question row(long[] question, long[] answer) {
    long[] ids = Arrays.copyOf(question, question.length + answer.length - 1);
    System.arraycopy(answer, 0, ids, question.length, answer.length - 1);
    return new Question(ids, question.length - 1);
  }

  private static List<List<Question>> passes(List<Question> all) {
    List<List<Question>> passes = new ArrayList<>();
    int tokens = MOST_TOKENS;
    for (Question each : all) {
      tokens += each.ids().length;
      if (tokens > MOST_TOKENS) {
        passes.add(new ArrayList<>());
        tokens = each.ids().length;
      }
      passes.get(passes.size() - 1).add(each);
    }
    return passes;
  }

  /** One question behind the other, without padding. */
  private IValue states(NativeScope own, List<Question> pass) {
    int tokens = pass.stream().mapToInt(each -> each.ids().length).sum();
    long[] ids = new long[tokens];
    long[] of = new long[tokens];
    long[] at = new long[tokens];
    List<Long> wanted = new ArrayList<>();
    int next = 0;
    for (int question = 0; question < pass.size(); question++) {
      Question each = pass.get(question);
      for (int i = 0; i < each.ids().length; i++, next++) {
        ids[next] = each.ids()[i];
        of[next] = question;
        at[next] = i;
        if (i >= each.firstWanted()) {
          wanted.add((long) next);
        }
      }
    }
    long begin = System.nanoTime();
    IValue states =
        program.run(
            own,
            "ask",
            own.longs(ids, tokens),
            own.longs(of, tokens),
            own.longs(at, tokens),
            own.longs(wanted.stream().mapToLong(Long::longValue).toArray(), wanted.size()),
            past);
    listener.onStage(Stage.PRESENCE, System.nanoTime() - begin, tokens);
    return states;
  }

  @Override
  public void close() {
    scope.close();
  }
}
