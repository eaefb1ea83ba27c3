package io.prelabel.integration.self1e;

import io.prelabel.integration.self1e.checkpoint.CheckpointFolder;
import io.prelabel.integration.self1e.engine.Devices;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.model.ModelSettings;
import io.prelabel.plugin.model.SegmentationModelProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Opens SELF1E checkpoints: Hugging Face folders of an InternVL model with a mask head. */
public final class Self1eProvider implements SegmentationModelProvider {
  @Override
  public String name() {
    return Self1eModel.NAME;
  }

  /** Looks for {@code vision_config} and {@code llm_config} side by side in a config.json. */
  @Override
  public boolean recognises(ModelSettings settings) {
    if (!Files.isDirectory(settings.checkpoint())) {
      return false;
    }
    Optional<Path> config = CheckpointFolder.of(settings).find(CheckpointFolder.CONFIG);
    try {
      return config.map(CheckpointFolder::json).filter(Self1eProvider::isInternVl).isPresent();
    } catch (PluginException brokenOrForeign) {
      return false;
    }
  }

  private static boolean isInternVl(JsonNode config) {
    return config.path("vision_config").isObject() && config.path("llm_config").isObject();
  }

  @Override
  public List<String> devices(ModelSettings settings) {
    return Devices.ofThisMachine().named(settings.device());
  }

  @Override
  public Self1eModel open(ModelSettings settings) {
    return Self1eModel.open(settings);
  }
}
