package io.prelabel.db.process;

import static io.prelabel.db.testing.Examples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.prelabel.db.testing.TestDatabase;
import java.net.URI;
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
    assertThat(processes().heardSince(NOON)).containsExactly(process);
    assertThat(processes().heartbeat(ID, NOON.plusSeconds(5))).isTrue();
    assertThat(processes().heardSince(NOON.plusSeconds(5))).hasSize(1);
  }

  @Test
  void heartbeat_ofAProcessThatWasDeclaredDead_saysSo() {
    processes().register(anyProcess(Optional.empty()));
    Liveness sweep = new Liveness(UUID.randomUUID(), NOON.plusSeconds(1), false);
    assertThat(processes().removeDead(sweep)).isEqualTo(1);
    assertThat(processes().heartbeat(ID, NOON.plusSeconds(5))).isFalse();
  }

  @Test
  void register_again_bringsTheAddress() {
    processes().register(anyProcess(Optional.empty()));
    URI address = URI.create("http://127.0.0.1:8080");
    processes().register(anyProcess(Optional.of(address)));
    assertThat(processes().heardSince(NOON))
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
