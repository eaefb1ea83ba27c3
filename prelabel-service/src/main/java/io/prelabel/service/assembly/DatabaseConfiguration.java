package io.prelabel.service.assembly;

import io.prelabel.db.dataset.Datasets;
import io.prelabel.db.dataset.Images;
import io.prelabel.db.model.Models;
import io.prelabel.db.prediction.AnswerCounts;
import io.prelabel.db.prediction.Predictions;
import io.prelabel.db.process.Processes;
import io.prelabel.db.prompt.PromptSets;
import io.prelabel.db.run.Runs;
import io.prelabel.db.run.WorkItems;
import io.prelabel.service.run.RunContents;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The repositories, over whichever database there is. */
@Configuration(proxyBeanMethods = false)
@Import(EmbeddedDatabaseConfiguration.class)
class DatabaseConfiguration {
  @Bean
  Datasets datasets(JdbcClient jdbc) {
    return new Datasets(jdbc);
  }

  @Bean
  Images images(JdbcClient jdbc) {
    return new Images(jdbc);
  }

  @Bean
  PromptSets promptSets(JdbcClient jdbc) {
    return new PromptSets(jdbc);
  }

  @Bean
  Models models(JdbcClient jdbc) {
    return new Models(jdbc);
  }

  @Bean
  Runs runs(JdbcClient jdbc) {
    return new Runs(jdbc);
  }

  @Bean
  WorkItems workItems(JdbcClient jdbc) {
    return new WorkItems(jdbc);
  }

  @Bean
  Predictions predictions(JdbcClient jdbc, NamedParameterJdbcTemplate batch) {
    return new Predictions(jdbc, batch);
  }

  @Bean
  AnswerCounts answerCounts(JdbcClient jdbc) {
    return new AnswerCounts(jdbc);
  }

  @Bean
  Processes processes(JdbcClient jdbc) {
    return new Processes(jdbc);
  }

  @Bean
  RunContents runContents(
      Runs runs,
      Datasets datasets,
      PromptSets promptSets,
      Models models,
      Predictions predictions,
      Clock clock) {
    return new RunContents(runs, datasets, promptSets, models, predictions, clock);
  }
}
