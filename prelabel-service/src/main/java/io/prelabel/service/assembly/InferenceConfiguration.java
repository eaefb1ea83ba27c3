package io.prelabel.service.assembly;

import io.prelabel.batch.inference.BatchListener;
import io.prelabel.batch.inference.InferenceEngine;
import io.prelabel.batch.inference.MicroBatcher;
import io.prelabel.batch.source.FolderImageSource;
import io.prelabel.batch.source.ImageSource;
import io.prelabel.integration.picture.ImageIoPictureDecoder;
import io.prelabel.plugin.image.PictureDecoder;
import io.prelabel.plugin.model.SegmentationModel;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** From a picture's address to the model's answers; needs no database. */
@Configuration(proxyBeanMethods = false)
@Import(ModelConfiguration.class)
class InferenceConfiguration {
  @Bean
  PictureDecoder pictureDecoder(PictureProperties properties) {
    return new ImageIoPictureDecoder(properties.maxPixels());
  }

  @Bean
  ImageSource imageSource(PrelabelProperties properties, PictureProperties pictures) {
    return new FolderImageSource(properties.roots(), pictures.maxSize().toBytes());
  }

  @Bean(destroyMethod = "close")
  @Conditional(CheckpointIsSet.class)
  MicroBatcher microBatcher(
      LoadedModels loaded, JobProperties properties, ObjectProvider<BatchListener> listener) {
    return new MicroBatcher(
        loaded.models(), properties.batcher(), listener.getIfAvailable(() -> BatchListener.NONE));
  }

  @Bean
  @Conditional(CheckpointIsSet.class)
  InferenceEngine inferenceEngine(SegmentationModel model, MicroBatcher batcher) {
    return new InferenceEngine(model, batcher);
  }
}
