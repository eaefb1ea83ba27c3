package io.prelabel.service.assembly;

import io.prelabel.batch.inference.DeviceModel;
import io.prelabel.plugin.model.ModelSettings;
import io.prelabel.plugin.model.SegmentationModel;
import io.prelabel.plugin.model.SegmentationModelProvider;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoint, loaded once per device. Closing frees all of them.
 *
 * @param models at least one
 */
record LoadedModels(List<DeviceModel> models) implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LoadedModels.class);

  LoadedModels {
    models = List.copyOf(models);
  }

  /**
   * Opens a model on each device that the settings stand for, one after the other: two at a time
   * would read the same file twice at once.
   *
   * @throws io.prelabel.plugin.PluginException as the provider says; nothing stays open then
   */
  static LoadedModels open(SegmentationModelProvider provider, ModelSettings settings) {
    List<DeviceModel> opened = new ArrayList<>();
    try {
      for (String device : provider.devices(settings)) {
        long begin = System.nanoTime();
        opened.add(new DeviceModel(device, provider.open(settings.on(device))));
        LOG.info("Loaded on {} in {} ms.", device, (System.nanoTime() - begin) / 1_000_000);
      }
      return new LoadedModels(opened);
    } catch (RuntimeException | Error e) {
      opened.forEach(each -> each.model().close());
      throw e;
    }
  }

  /** Returns the model that prepares images and tells the version; all are equal in that. */
  SegmentationModel first() {
    return models.get(0).model();
  }

  @Override
  public void close() {
    models.forEach(each -> each.model().close());
  }
}
