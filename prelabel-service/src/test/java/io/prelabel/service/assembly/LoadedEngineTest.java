package io.prelabel.service.assembly;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prelabel.db.model.StoredModel;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.model.ModelVersion;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoadedEngineTest {
  @Test
  void engineFor_withoutAModelNamesTheRemedy() {
    StoredModel model =
        new StoredModel(1, new ModelVersion("self1e", "self1e-1"), "/ck", Instant.EPOCH);
    assertThatThrownBy(() -> new LoadedEngine(Optional.empty()).engineFor(model))
        .isInstanceOf(PluginException.class)
        .hasMessage("No model is loaded; start the service with --checkpoint /ck.")
        .extracting(e -> ((PluginException) e).category())
        .isEqualTo(FailureCategory.UNAVAILABLE);
  }
}
