package io.prelabel.service.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prelabel.batch.inference.BatcherSettings;
import io.prelabel.batch.prelabel.PrelabelSettings;
import io.prelabel.plugin.model.ModelSettings;
import io.prelabel.plugin.model.Precision;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.unit.DataSize;

/** Pins every setting's name and default: they are an interface. */
class PropertiesTest {
  @Test
  void defaults() throws IOException {
    Binder none = binder("");
    JobProperties recordsOwn =
        Binder.get(new StandardEnvironment()).bindOrCreate("prelabel.jobs", JobProperties.class);
    Path home = Path.of(System.getProperty("user.home"), ".prelabel");
    assertThat(none.bind("prelabel", PrelabelProperties.class).get())
        .isEqualTo(new PrelabelProperties(home, "serve", List.of()));
    assertThat(none.bind("prelabel.model", ModelProperties.class).get().settings()).isEmpty();
    assertThat(none.bind("prelabel.jobs", JobProperties.class).get())
        .isEqualTo(
            Binder.get(new StandardEnvironment())
                .bindOrCreate("prelabel.jobs", JobProperties.class));
    JobProperties jobs = none.bind("prelabel.jobs", JobProperties.class).get();
    assertThat(jobs.runs(1)).isEqualTo(PrelabelSettings.DEFAULT);
    assertThat(jobs.runs(3).window()).isEqualTo(3 * PrelabelSettings.DEFAULT.window());
    assertThat(jobs.runs(3).decoderThreads())
        .isEqualTo(3 * PrelabelSettings.DEFAULT.decoderThreads());
    assertThat(jobs.resumeAfterCrash()).isTrue();
    assertThat(jobs.batcher()).isEqualTo(BatcherSettings.DEFAULT);
    assertThat(none.bind("prelabel.pictures", PictureProperties.class).get())
        .isEqualTo(new PictureProperties(100_000_000, DataSize.ofMegabytes(256)));
    assertThat(none.bind("prelabel.security", SecurityProperties.class).get().chosen()).isEmpty();
  }

  @Test
  void names() throws IOException {
    Binder all =
        binder(
            """
            prelabel.home = /h
            prelabel.command = demo
            prelabel.roots[0] = /a, with comma
            prelabel.model.checkpoint = /c
            prelabel.model.base = /b
            prelabel.model.precision = bfloat16
            prelabel.model.device = cuda:1
            prelabel.model.token-budget = 7
            prelabel.model.options.padding = id-zero
            prelabel.model.threads = 5
            prelabel.pictures.max-pixels = 5
            prelabel.pictures.max-size = 1KB
            prelabel.security.password = correct horse
            """);
    assertThat(all.bind("prelabel.pictures", PictureProperties.class).get())
        .isEqualTo(new PictureProperties(5, DataSize.ofKilobytes(1)));
    assertThat(all.bind("prelabel", PrelabelProperties.class).get())
        .isEqualTo(
            new PrelabelProperties(Path.of("/h"), "demo", List.of(Path.of("/a, with comma"))));
    assertThat(all.bind("prelabel.model", ModelProperties.class).get().settings())
        .contains(
            new ModelSettings(
                Path.of("/c"),
                Optional.of(Path.of("/b")),
                Precision.BFLOAT16,
                "cuda:1",
                7,
                Map.of("padding", "id-zero")));
    assertThat(all.bind("prelabel.model", ModelProperties.class).get().engineThreads()).hasValue(5);
    SecurityProperties security = all.bind("prelabel.security", SecurityProperties.class).get();
    assertThat(security.chosen()).contains("correct horse");
    assertThat(security.toString()).doesNotContain("horse");
  }

  @Test
  void namesOfJobs() throws IOException {
    String settings =
        """
        prelabel.jobs.chunk-size = 1
        prelabel.jobs.window = 2
        prelabel.jobs.decoder-threads = 3
        prelabel.jobs.max-attempts = 4
        prelabel.jobs.first-delay = 5s
        prelabel.jobs.max-delay = 6s
        prelabel.jobs.heartbeat-interval = 7s
        prelabel.jobs.dead-after = 14s
        prelabel.jobs.stop-patience = 9s
        prelabel.jobs.resume-after-crash = false
        prelabel.jobs.queue-capacity = 10
        prelabel.jobs.gather-time = 11ms
        """;
    assertThat(binder(settings).bind("prelabel.jobs", JobProperties.class).get())
        .isEqualTo(
            new JobProperties(
                1,
                2,
                3,
                4,
                Duration.ofSeconds(5),
                Duration.ofSeconds(6),
                Duration.ofSeconds(7),
                Duration.ofSeconds(14),
                Duration.ofSeconds(9),
                false,
                10,
                Duration.ofMillis(11)));
  }

  @Test
  void theFilesDefaultsAreThoseOfTheRecords() throws IOException {
    ModelProperties fromFile =
        binder("prelabel.model.checkpoint = /c")
            .bind("prelabel.model", ModelProperties.class)
            .get();
    assertThat(fromFile.settings()).contains(ModelSettings.of(Path.of("/c")));
    assertThat(fromFile.engineThreads()).isEmpty();
  }

  @Test
  void wrongValuesAreRefused() {
    assertRefused("prelabel.model", "token-budget", "0", ModelProperties.class, "below 1");
    assertRefused("prelabel.model", "threads", "-1", ModelProperties.class, "0 for all cores");
    assertRefused("prelabel.model", "precision", "int4", ModelProperties.class, "int4");
    assertRefused("prelabel.jobs", "dead-after", "9s", JobProperties.class, "two heartbeats");
    assertRefused("prelabel.jobs", "window", "3", JobProperties.class, "chunk-size or more");
    assertRefused("prelabel.jobs", "queue-capacity", "0", JobProperties.class, "1 or more");
    assertRefused("prelabel.pictures", "max-pixels", "0", PictureProperties.class, "nothing");
    assertRefused("prelabel.security", "password", "short", SecurityProperties.class, "fewer");
    assertRefused(
        "prelabel.security", "password", "é".repeat(37), SecurityProperties.class, "72 bytes");
  }

  private static void assertRefused(
      String prefix, String key, String value, Class<?> type, String reason) {
    assertThatThrownBy(() -> binder(prefix + "." + key + " = " + value).bind(prefix, type))
        .isInstanceOf(BindException.class)
        .hasStackTraceContaining(reason);
  }

  private static Binder binder(String settings) throws IOException {
    StandardEnvironment environment = new StandardEnvironment();
    for (PropertySource<?> each :
        new YamlPropertySourceLoader().load("file", new ClassPathResource("application.yml"))) {
      environment.getPropertySources().addLast(each);
    }
    Properties given = new Properties();
    given.load(new StringReader(settings));
    environment.getPropertySources().addFirst(new PropertiesPropertySource("test", given));
    return Binder.get(environment);
  }
}
