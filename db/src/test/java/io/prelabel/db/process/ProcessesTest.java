package io.prelabel.db.process;

import static io.prelabel.db.testing.Examples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.prelabel.db.testing.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ProcessesTest {
  private static final UUID ID = UUID.randomUUID();

  @RegisterExtension final TestDatabase database = new TestDatabase();

  @Test
  void heartbeat_ofARegisteredProcess_keepsItAlive() {
    LivingProcess process = anyProcess(Optional.of(URI.create("http://127.0.0.1:8080")));
    processes().register(process);
    LivingProcess stored = processes().heardSince(Instant.EPOCH).get(0);
    assertThat(stored).usingRecursiveComparison().ignoringFields("heartbeatAt").isEqualTo(process);
    assertThat(processes().heartbeat(ID)).isTrue();
    assertThat(processes().heardSince(stored.heartbeatAt().plusNanos(1000))).hasSize(1);
  }

  @Test
  void heartbeat_ofAProcessThatWasDeclaredDead_saysSo() {
    processes().register(anyProcess(Optional.empty()));
    Liveness sweep = new Liveness(UUID.randomUUID(), Duration.ofSeconds(30), false);
    assertThat(processes().removeDead(sweep)).isZero();
    database.jdbc().sql("update process set heartbeat_at = now() - interval '31 s'").update();
    assertThat(processes().removeDead(sweep)).isEqualTo(1);
    assertThat(processes().heartbeat(ID)).isFalse();
  }

  @Test
  void register_again_bringsTheAddress() {
    processes().register(anyProcess(Optional.empty()));
    URI address = URI.create("http://127.0.0.1:8080");
    processes().register(anyProcess(Optional.of(address)));
    assertThat(processes().heardSince(Instant.EPOCH))
        .singleElement()
        .extracting(LivingProcess::address)
        .isEqualTo(Optional.of(address));
  }

  private Processes processes() {
    return database.processes();
  }

  private static LivingProcess anyProcess(Optional<URI> address) {
    return new LivingProcess(ID, "host", 42, "serve", address, NOON, NOON);
  }
}
