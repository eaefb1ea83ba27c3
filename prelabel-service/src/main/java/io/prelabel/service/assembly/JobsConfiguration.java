package io.prelabel.service.assembly;

import io.prelabel.batch.inference.Engines;
import io.prelabel.batch.inference.InferenceEngine;
import io.prelabel.batch.ingest.Ingest;
import io.prelabel.batch.prelabel.PrelabelRuns;
import io.prelabel.batch.prelabel.RunListener;
import io.prelabel.batch.source.ImageSource;
import io.prelabel.batch.support.Ledger;
import io.prelabel.db.dataset.Datasets;
import io.prelabel.db.dataset.Images;
import io.prelabel.db.embedded.HomeLock;
import io.prelabel.db.model.Models;
import io.prelabel.db.prediction.Predictions;
import io.prelabel.db.process.LivingProcess;
import io.prelabel.db.process.Processes;
import io.prelabel.db.prompt.PromptSets;
import io.prelabel.db.run.Runs;
import io.prelabel.db.run.WorkItems;
import io.prelabel.plugin.image.PictureDecoder;
import io.prelabel.plugin.model.SegmentationModel;
import io.prelabel.service.run.Labeling;
import io.prelabel.service.run.LoadedModel;
import java.time.Clock;
import java.util.Optional;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The jobs with all that they need. Beans are closed in the reverse order of their need: runs stop
 * before the batcher, the batcher before the model, and all of them before the database.
 */
@Configuration(proxyBeanMethods = false)
class JobsConfiguration {
  @Bean
  Ledger ledger(
      Datasets datasets,
      Images images,
      PromptSets promptSets,
      Models models,
      Runs runs,
      WorkItems workItems,
      Predictions predictions,
      Processes processes,
      PlatformTransactionManager transactions) {
    return new Ledger(
        datasets,
        images,
        promptSets,
        models,
        runs,
        workItems,
        predictions,
        processes,
        transactions);
  }

  @Bean
  Engines engines(ObjectProvider<InferenceEngine> engine) {
    return new LoadedEngine(Optional.ofNullable(engine.getIfAvailable()));
  }

  /** Takes over what a killed process left, before anybody asks. */
  @Bean(destroyMethod = "close")
  PrelabelRuns prelabelRuns(
      JobRepository jobRepository,
      Ledger ledger,
      Engines engines,
      ImageSource source,
      PictureDecoder decoder,
      JobProperties properties,
      ObjectProvider<LoadedModels> loaded,
      ObjectProvider<RunListener> listener,
      PrelabelProperties program,
      ObjectProvider<HomeLock> lock,
      Clock clock) {
    LoadedModels models = loaded.getIfAvailable();
    PrelabelRuns runs =
        new PrelabelRuns(
            jobRepository,
            ledger,
            engines,
            source,
            decoder,
            properties.runs(models == null ? 1 : models.models().size()),
            listener.getIfAvailable(() -> RunListener.NONE),
            LivingProcess.current(program.command(), Optional.empty(), clock.instant()),
            lock.getIfAvailable() != null,
            clock);
    runs.takeOverOrphans();
    return runs;
  }

  @Bean
  Ingest ingest(
      JobRepository jobRepository,
      Ledger ledger,
      ImageSource source,
      PictureDecoder decoder,
      PictureProperties pictures,
      Clock clock) {
    return new Ingest(jobRepository, ledger, source, decoder, pictures.maxSize().toBytes(), clock);
  }

  @Bean
  Labeling labeling(
      Ledger ledger,
      Ingest ingest,
      PrelabelRuns runs,
      ObjectProvider<SegmentationModel> model,
      ModelProperties properties,
      Clock clock) {
    Optional<LoadedModel> loaded =
        Optional.ofNullable(model.getIfAvailable())
            .map(each -> new LoadedModel(each.version(), String.valueOf(properties.checkpoint())));
    return new Labeling(ledger, ingest, runs, loaded, clock);
  }
}
