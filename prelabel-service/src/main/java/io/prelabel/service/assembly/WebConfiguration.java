package io.prelabel.service.assembly;

import io.micrometer.core.instrument.MeterRegistry;
import io.prelabel.batch.inference.InferenceEngine;
import io.prelabel.db.embedded.HomeLock;
import io.prelabel.db.run.Runs;
import io.prelabel.db.run.WorkItems;
import io.prelabel.service.dataset.AllowedFolders;
import io.prelabel.service.health.ModelHealth;
import io.prelabel.service.metrics.LabelingMetrics;
import io.prelabel.service.run.DatasetIngests;
import io.prelabel.service.run.Labeling;
import io.prelabel.service.run.RunViews;
import io.prelabel.service.security.PasswordFile;
import io.prelabel.service.security.ServicePassword;
import io.prelabel.service.web.problem.ProblemWriter;
import io.swagger.v3.oas.models.OpenAPI;
import java.time.Clock;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** All that speaks HTTP. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@ComponentScan("io.prelabel.service.web")
class WebConfiguration {
  @Bean
  ServiceAddress serviceAddress(
      ServerProperties server,
      ServicePassword password,
      PasswordFile file,
      ObjectProvider<HomeLock> lock) {
    return new ServiceAddress(server.getAddress(), password, file, lock);
  }

  @Bean
  AllowedFolders allowedFolders(PrelabelProperties properties) {
    return new AllowedFolders(properties.roots());
  }

  @Bean(destroyMethod = "close")
  DatasetIngests datasetIngests(Labeling labeling, Clock clock) {
    return new DatasetIngests(labeling, clock);
  }

  @Bean
  RunViews runViews(Runs runs, WorkItems items, Clock clock) {
    return new RunViews(runs, items, clock);
  }

  @Bean
  LabelingMetrics labelingMetrics(MeterRegistry registry) {
    return new LabelingMetrics(registry);
  }

  @Bean
  ModelHealth modelHealthIndicator(ObjectProvider<InferenceEngine> engine) {
    return new ModelHealth(Optional.ofNullable(engine.getIfAvailable()));
  }

  @Bean
  JsonByDefault jsonByDefault() {
    return new JsonByDefault();
  }

  @Bean
  TomcatProblems tomcatProblems() {
    return new TomcatProblems();
  }

  @Bean
  OpenAPI openApi() {
    return ApiDescription.head();
  }

  @Bean
  ApiDescription apiDescription() {
    return new ApiDescription();
  }

  @Bean
  ProblemWriter problemWriter(JsonMapper json) {
    return new ProblemWriter(json);
  }
}
