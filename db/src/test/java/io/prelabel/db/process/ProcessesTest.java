package io.prelabel.db.process;

import static io.prelabel.db.testing.Examples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.prelabel.db.testing.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ProcessesTest {
  private static final UUID ID = UUID.randomUUID();
  private static final Liveness SWEEP =
      new Liveness(UUID.randomUUID(), Duration.ofSeconds(30), false);

  @RegisterExtension final TestDatabase database = new TestDatabase();

  @Test
  void heartbeat_ofARegisteredProcess_keepsItAlive() {
    processes().register(anyProcess(Optional.empty()));
    fallSilent();
    assertThat(processes().heartbeat(ID)).isTrue();
    assertThat(processes().removeDead(SWEEP)).isZero();
  }

  @Test
  void heartbeat_ofAProcessThatWasDeclaredDead_saysSo() {
    processes().register(anyProcess(Optional.empty()));
    assertThat(processes().removeDead(SWEEP)).isZero();
    fallSilent();
    assertThat(processes().removeDead(SWEEP)).isEqualTo(1);
    assertThat(processes().heartbeat(ID)).isFalse();
  }

  @Test
  void register_again_bringsTheAddress() {
    processes().register(anyProcess(Optional.empty()));
    URI address = URI.create("http://127.0.0.1:8080");
    processes().register(anyProcess(Optional.of(address)));
    assertThat(database.jdbc().sql("select address from process").query(String.class).list())
        .containsExactly(address.toString());
  }

  private void fallSilent() {
    database.jdbc().sql("update process set heartbeat_at = now() - interval '31 s'").update();
  }

  private Processes processes() {
    return database.processes();
  }

  private static LivingProcess anyProcess(Optional<URI> address) {
    return new LivingProcess(ID, "host", 42, "serve", address, NOON);
  }
}
