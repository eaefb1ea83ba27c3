package io.prelabel.batch.inference;

import io.prelabel.plugin.CheckResult;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.model.LearnedBudget;
import io.prelabel.plugin.model.SegmentationModel;
import java.util.Optional;

/** A model on its device, with what its batches have taught about it. Thread-safe. */
final class Replica {
  /** Bugs in a row, with no answer between, that speak of the device and not of the requests. */
  static final int FAILURES_THAT_TELL = 3;

  private final DeviceModel on;
  private final LearnedBudget budget;
  private int failures;
  private Optional<PluginException> lastFailure = Optional.empty();
  private boolean retired;

  Replica(DeviceModel on) {
    this.on = on;
    this.budget = new LearnedBudget(() -> on.model().tokenBudget());
  }

  String device() {
    return on.device();
  }

  SegmentationModel model() {
    return on.model();
  }

  /** Returns how many tokens a batch may hold here. */
  LearnedBudget budget() {
    return budget;
  }

  synchronized void answered() {
    failures = 0;
  }

  synchronized void failed(PluginException failure) {
    failures++;
    lastFailure = Optional.of(failure);
  }

  synchronized boolean isSuspect() {
    return failures >= FAILURES_THAT_TELL;
  }

  /** Takes it out of use for good. */
  synchronized void retire() {
    retired = true;
  }

  synchronized boolean isRetired() {
    return retired;
  }

  synchronized CheckResult check() {
    String last = lastFailure.map(Throwable::getMessage).orElse("");
    if (retired) {
      return CheckResult.failed(
          "The model on %s is out of use, since it failed where another one answered (%s); restart the program to try it again."
              .formatted(device(), last));
    }
    if (isSuspect()) {
      return CheckResult.failed(
          "The model on %s failed %d times in a row (%s)".formatted(device(), failures, last));
    }
    return model().check();
  }
}
