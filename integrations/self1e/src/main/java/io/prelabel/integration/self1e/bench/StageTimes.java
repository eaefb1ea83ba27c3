package io.prelabel.integration.self1e.bench;

import io.prelabel.integration.self1e.Stage;
import io.prelabel.integration.self1e.StageListener;
import java.util.EnumMap;
import java.util.Map;

/** Adds up what the stages of a model take. Used by the thread that asks the model. */
final class StageTimes implements StageListener {
  /** Time and tokens of a stage. */
  record Spent(long nanos, long tokens) {
    static final Spent NOTHING = new Spent(0, 0);

    Spent plus(Spent other) {
      return new Spent(nanos + other.nanos, tokens + other.tokens);
    }
  }

  private Map<Stage, Spent> sums = new EnumMap<>(Stage.class);

  @Override
  public void onStage(Stage stage, long nanos, long tokens) {
    sums.merge(stage, new Spent(nanos, tokens), Spent::plus);
  }

  /** Returns what was added up since the last call, and begins anew. */
  Map<Stage, Spent> take() {
    Map<Stage, Spent> taken = sums;
    sums = new EnumMap<>(Stage.class);
    return taken;
  }
}
