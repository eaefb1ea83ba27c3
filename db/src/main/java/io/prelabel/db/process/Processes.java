package io.prelabel.db.process;

import io.prelabel.db.jdbc.Columns;
import java.net.URI;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All processes that share the database. Thread-safe. */
public final class Processes {
  private static final String REGISTER =
      """
      insert into process (id, host, pid, command, address, started_at, heartbeat_at)
      values (:id, :host, :pid, :command, :address, :startedAt, now())
      on conflict (id) do update
        set address = excluded.address, heartbeat_at = excluded.heartbeat_at
      """;
  private static final String HEARTBEAT = "update process set heartbeat_at = now() where id = :id";
  private static final String REMOVE = "delete from process where id = :id";
  private static final String REMOVE_SILENT_SINCE =
      """
      delete from process
      where heartbeat_at < now() - make_interval(secs => :deadAfter) and id <> :self
      """;
  private final JdbcClient jdbc;

  public Processes(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Adds a process as heard of now, or brings its address and heartbeat up to date. */
  public void register(LivingProcess process) {
    jdbc.sql(REGISTER)
        .param("id", process.id())
        .param("host", process.host())
        .param("pid", process.pid())
        .param("command", process.command())
        .param("address", process.address().map(URI::toString).orElse(null))
        .param("startedAt", Columns.timestamp(process.startedAt()))
        .update();
  }

  /**
   * Notes that a process is alive.
   *
   * @return false where it has been declared dead meanwhile: its work may have been given away
   */
  public boolean heartbeat(UUID id) {
    return jdbc.sql(HEARTBEAT).param("id", id).update() == 1;
  }

  /** Removes a process that ends in good order. */
  public void remove(UUID id) {
    jdbc.sql(REMOVE).param("id", id).update();
  }

  /** Removes those that died without saying so; call it after their work has been taken over. */
  public int removeDead(Liveness liveness) {
    return jdbc.sql(REMOVE_SILENT_SINCE)
        .param("deadAfter", liveness.deadAfterSeconds())
        .param("self", liveness.self())
        .update();
  }
}
