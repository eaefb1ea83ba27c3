package io.prelabel.service.assembly;

import io.prelabel.service.home.Home;
import java.time.Clock;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The whole program. What needs HTTP is left out where there is no web server. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ConfigurationPropertiesScan
@Import({
  DatabaseConfiguration.class,
  InferenceConfiguration.class,
  JobsConfiguration.class,
  WebConfiguration.class,
  SecurityConfiguration.class
})
public class PrelabelConfiguration {
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  Home home(PrelabelProperties properties) {
    return new Home(properties.home()).create();
  }
}
