package io.prelabel.service.assembly;

import io.prelabel.integration.self1e.engine.DjlEngine;
import io.prelabel.plugin.model.ModelSettings;
import io.prelabel.plugin.model.SegmentationModel;
import io.prelabel.service.home.Home;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** The model, where a checkpoint is set. */
@Configuration(proxyBeanMethods = false)
class ModelConfiguration {
  @Bean(destroyMethod = "close")
  ModelProviders modelProviders(Home home) {
    return ModelProviders.find(home.plugins());
  }

  @Bean(destroyMethod = "close")
  @Conditional(CheckpointIsSet.class)
  LoadedModels loadedModels(ModelProviders providers, ModelProperties properties) {
    ModelSettings settings = properties.settings().orElseThrow();
    properties.engineThreads().ifPresent(DjlEngine::useThreads);
    return LoadedModels.open(providers.provider(settings), settings);
  }

  /** For those who ask for the version, or prepare images; {@link LoadedModels} closes it. */
  @Bean(destroyMethod = "")
  @Conditional(CheckpointIsSet.class)
  SegmentationModel segmentationModel(LoadedModels loaded) {
    return loaded.first();
  }
}
