package io.prelabel.service.assembly;

import io.prelabel.batch.inference.InferenceEngine;
import io.prelabel.batch.prelabel.PrelabelSettings;
import io.prelabel.batch.source.ImageSource;
import io.prelabel.plugin.image.PictureDecoder;
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
@Import(InferenceConfiguration.class)
public class EvaluationConfiguration {
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  Home home(PrelabelProperties properties) {
    return new Home(properties.home()).create();
  }

  @Bean(destroyMethod = "shutdownNow")
  ExecutorService evaluationWorkers(JobProperties properties, LoadedModels loaded) {
    return Executors.newFixedThreadPool(settings(properties, loaded).decoderThreads());
  }

  @Bean
  EvaluationRun evaluationRun(
      InferenceEngine engine,
      ImageSource source,
      PictureDecoder decoder,
      ExecutorService workers,
      JobProperties properties,
      LoadedModels loaded) {
    return new EvaluationRun(
        engine, source, decoder, workers, settings(properties, loaded).window());
  }

  private static PrelabelSettings settings(JobProperties properties, LoadedModels loaded) {
    return properties.runs(loaded.models().size());
  }
}
