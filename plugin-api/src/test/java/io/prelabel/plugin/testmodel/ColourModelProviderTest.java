package io.prelabel.plugin.testmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.prelabel.plugin.model.ModelSettings;
import io.prelabel.plugin.model.SegmentationModel;
import io.prelabel.plugin.model.SegmentationModelProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColourModelProviderTest {
  @Test
  void theServiceFileMakesTheProviderKnown(@TempDir Path folder) throws IOException {
    SegmentationModelProvider provider =
        ServiceLoader.load(SegmentationModelProvider.class).findFirst().orElseThrow();
    assertThat(provider.name()).isEqualTo("colour");

    ModelSettings settings = ModelSettings.of(folder);
    assertThat(provider.recognises(settings)).isFalse();
    Files.createFile(folder.resolve("colour.txt"));
    assertThat(provider.recognises(settings)).isTrue();
    try (SegmentationModel model = provider.open(settings)) {
      assertThat(model.version().name()).isEqualTo("colour");
    }
  }
}
