package io.prelabel.service.web.api;

import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import io.prelabel.service.run.RunViews;
import io.prelabel.service.run.RunViews.RunView;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Event streams of runs. Each listener's run is looked at once a second, so that runs of other
 * processes on the same database can be watched too; what has not changed is not sent. The number
 * of listeners is bounded.
 */
@Component
class RunEvents {
  private static final Logger log = LoggerFactory.getLogger(RunEvents.class);
  static final int MAX_LISTENERS = 64;

  /** Silence after which a comment is sent, since proxies close what is silent. */
  private static final int QUIET_SECONDS = 15;

  private final RunViews views;
  private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(
          2,
          task -> {
            Thread thread = new Thread(task, "events");
            thread.setDaemon(true);
            return thread;
          });

  RunEvents(RunViews views) {
    this.views = views;
  }

  /**
   * Begins a stream, which ends with its run.
   *
   * @throws PluginException with category {@code OVER_CAPACITY} where there are too many
   */
  SseEmitter subscribe(long runId) {
    if (listeners.size() >= MAX_LISTENERS) {
      throw new PluginException(
          FailureCategory.OVER_CAPACITY,
          "%d listeners are connected already; ask again later, or look at the run itself."
              .formatted(MAX_LISTENERS));
    }
    Listener listener = new Listener(runId, new SseEmitter(0L));
    listener.begin();
    return listener.emitter;
  }

  /** Streams would hold up the end of the web server. */
  @EventListener(ContextClosedEvent.class)
  void endAll() {
    listeners.forEach(Listener::end);
  }

  @PreDestroy
  void close() {
    threads.shutdownNow();
  }

  private final class Listener {
    private final long runId;
    private final SseEmitter emitter;
    private @Nullable RunBody lastSent;
    private int quiet;
    private volatile @Nullable ScheduledFuture<?> beat;

    Listener(long runId, SseEmitter emitter) {
      this.runId = runId;
      this.emitter = emitter;
    }

    void begin() {
      listeners.add(this);
      emitter.onCompletion(this::forget);
      emitter.onTimeout(this::end);
      emitter.onError(e -> forget());
      beat = threads.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
    }

    private void look() {
      try {
        Optional<RunView> view = views.find(runId);
        if (view.isEmpty()) {
          end();
          return;
        }
        send(RunBody.of(view.get()), view.get().run().state().isEnd());
      } catch (IOException | IllegalStateException gone) {
        forget();
      } catch (RuntimeException e) {
        log.warn("Run {} could not be looked at", runId, e);
      }
    }

    private void send(RunBody body, boolean isEnd) throws IOException {
      if (isEnd) {
        emitter.send(SseEmitter.event().name("end").data(body));
        end();
      } else if (!Objects.equals(body, lastSent)) {
        emitter.send(SseEmitter.event().name("progress").data(body));
        lastSent = body;
        quiet = 0;
      } else if (++quiet >= QUIET_SECONDS) {
        emitter.send(SseEmitter.event().comment("still here"));
        quiet = 0;
      }
    }

    void end() {
      forget();
      emitter.complete();
    }

    private void forget() {
      listeners.remove(this);
      ScheduledFuture<?> scheduled = beat;
      if (scheduled != null) {
        scheduled.cancel(false);
      }
    }
  }
}
