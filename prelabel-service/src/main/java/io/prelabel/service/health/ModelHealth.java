package io.prelabel.service.health;

import io.prelabel.batch.inference.InferenceEngine;
import io.prelabel.plugin.CheckResult;
import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * The model's own answer to "can you work right now?". Without a model the service is well, too.
 */
public final class ModelHealth implements HealthIndicator {
  private final Optional<InferenceEngine> engine;

  public ModelHealth(Optional<InferenceEngine> engine) {
    this.engine = engine;
  }

  @Override
  public Health health() {
    if (engine.isEmpty()) {
      return Health.up().withDetail("version", "none is loaded").build();
    }
    CheckResult result = engine.get().batcher().check();
    Health.Builder health = result.isOk() ? Health.up() : Health.down();
    result.problem().ifPresent(problem -> health.withDetail("problem", problem));
    return health.withDetail("version", engine.get().model().version().id()).build();
  }
}
