package io.prelabel.service.health;

import io.prelabel.plugin.CheckResult;
import io.prelabel.plugin.model.SegmentationModel;
import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * The model's own answer to "can you work right now?". Without a model the service is well, too.
 */
public final class ModelHealth implements HealthIndicator {
  private final Optional<SegmentationModel> model;

  public ModelHealth(Optional<SegmentationModel> model) {
    this.model = model;
  }

  @Override
  public Health health() {
    if (model.isEmpty()) {
      return Health.up().withDetail("version", "none is loaded").build();
    }
    CheckResult result = model.get().check();
    Health.Builder health = result.isOk() ? Health.up() : Health.down();
    result.problem().ifPresent(problem -> health.withDetail("problem", problem));
    return health.withDetail("version", model.get().version().id()).build();
  }
}
