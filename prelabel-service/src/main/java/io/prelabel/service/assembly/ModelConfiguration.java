package io.prelabel.service.assembly;

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
  SegmentationModel segmentationModel(ModelProviders providers, ModelProperties properties) {
    return providers.open(properties.settings().orElseThrow());
  }
}
