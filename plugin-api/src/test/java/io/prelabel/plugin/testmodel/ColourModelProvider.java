package io.prelabel.plugin.testmodel;

import io.prelabel.plugin.model.ModelSettings;
import io.prelabel.plugin.model.SegmentationModel;
import io.prelabel.plugin.model.SegmentationModelProvider;
import java.nio.file.Files;

/** Opens folders that hold a file named {@code colour.txt}. */
public final class ColourModelProvider implements SegmentationModelProvider {
  @Override
  public String name() {
    return "colour";
  }

  @Override
  public boolean recognises(ModelSettings settings) {
    return Files.isRegularFile(settings.checkpoint().resolve("colour.txt"));
  }

  @Override
  public SegmentationModel open(ModelSettings settings) {
    return new ColourModel();
  }
}
