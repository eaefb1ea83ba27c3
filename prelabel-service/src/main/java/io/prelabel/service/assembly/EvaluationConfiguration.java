package io.prelabel.service.assembly;

import io.prelabel.batch.inference.BatchListener;
import io.prelabel.batch.inference.InferenceEngine;
import io.prelabel.batch.inference.MicroBatcher;
import io.prelabel.batch.source.FolderImageSource;
import io.prelabel.batch.source.ImageSource;
import io.prelabel.integration.picture.ImageIoPictureDecoder;
import io.prelabel.plugin.image.PictureDecoder;
import io.prelabel.plugin.model.SegmentationModel;
import io.prelabel.service.eval.EvaluationRun;
import io.prelabel.service.home.Home;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * What an evaluation needs: the model and the pictures. No database, so it can be made while a
 * service works on the same home folder.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  PrelabelProperties.class,
  ModelProperties.class,
  PictureProperties.class,
  JobProperties.class
})
@Import(ModelConfiguration.class)
public class EvaluationConfiguration {
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  Home home(PrelabelProperties properties) {
    return new Home(properties.home()).create();
  }

  @Bean
  PictureDecoder pictureDecoder(PictureProperties properties) {
    return new ImageIoPictureDecoder(properties.maxPixels());
  }

  @Bean
  ImageSource imageSource(PrelabelProperties properties, PictureProperties pictures) {
    return new FolderImageSource(properties.roots(), pictures.maxSize().toBytes());
  }

  @Bean(destroyMethod = "close")
  MicroBatcher microBatcher(SegmentationModel model, JobProperties properties) {
    return new MicroBatcher(model, properties.batcher(), BatchListener.NONE);
  }

  @Bean
  InferenceEngine inferenceEngine(SegmentationModel model, MicroBatcher batcher) {
    return new InferenceEngine(model, batcher);
  }

  @Bean(destroyMethod = "shutdownNow")
  ExecutorService evaluationWorkers(JobProperties properties) {
    return Executors.newFixedThreadPool(properties.decoderThreads());
  }

  @Bean
  EvaluationRun evaluationRun(
      InferenceEngine engine,
      ImageSource source,
      PictureDecoder decoder,
      ExecutorService workers,
      JobProperties properties) {
    return new EvaluationRun(engine, source, decoder, workers, properties.window());
  }
}
