package io.prelabel.batch.prelabel;

import io.prelabel.batch.inference.Engines;
import io.prelabel.batch.source.ImageSource;
import io.prelabel.batch.support.JobStarter;
import io.prelabel.batch.support.Ledger;
import io.prelabel.batch.support.OrphanedExecutions;
import io.prelabel.batch.support.RunParameters;
import io.prelabel.db.StaleStateException;
import io.prelabel.db.process.Liveness;
import io.prelabel.db.process.LivingProcess;
import io.prelabel.db.run.Run;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.image.PictureDecoder;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.core.task.SyncTaskExecutor;

/**
 * Starts, stops and resumes runs, each in a thread of its own, and takes over those of processes
 * that died. One per process; thread-safe. Owns its threads, not the engines.
 */
public final class PrelabelRuns implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PrelabelRuns.class);

  /**
   * Further runs wait for their turn. A run at work holds a connection for its chunk and at times a
   * second one for a claim, so a pool needs twice as many, and a few for others.
   */
  private static final int MAX_RUNS_AT_A_TIME = 4;

  private final PrelabelSettings settings;
  private final LivingProcess self;
  private final boolean isAlone;
  private final Ledger ledger;
  private final RunListener listener;
  private final RunBooks books;
  private final OrphanedExecutions executions;
  private final RunWorker worker;
  private final Heartbeat heartbeat;
  private final ExecutorService pictureThreads;
  private final ExecutorService runThreads;
  private final LeftBehindRuns leftBehind;
  private final Map<Long, ActiveRun> active = new ConcurrentHashMap<>();

  /** The active ones, and those that are about to be: the heartbeat must not end them. */
  private final Set<Long> busy = ConcurrentHashMap.newKeySet();

  private volatile boolean resumesLeftBehind;

  /**
   * Registers this process and begins its heartbeat. Call {@link #takeOverOrphans} next.
   *
   * @param self this process, with a new id
   * @param isAlone whether no other process can be at work on this database, because this one holds
   *     the lock of an embedded one
   */
  public PrelabelRuns(
      JobRepository jobRepository,
      Ledger ledger,
      Engines engines,
      ImageSource source,
      PictureDecoder decoder,
      PrelabelSettings settings,
      RunListener listener,
      LivingProcess self,
      boolean isAlone,
      Clock clock) {
    this.settings = settings;
    this.self = self;
    this.isAlone = isAlone;
    this.ledger = ledger;
    this.listener = new SafeRunListener(listener);
    this.books = new RunBooks(ledger, engines, source, self.id(), clock);
    this.executions = new OrphanedExecutions(jobRepository, clock);
    this.leftBehind = new LeftBehindRuns(ledger.runs(), this::start);
    this.pictureThreads = DaemonThreads.pool("pictures-", settings.decoderThreads());
    this.runThreads = DaemonThreads.pool("run-", MAX_RUNS_AT_A_TIME);
    this.worker =
        new RunWorker(
            new PrelabelJob(jobRepository, ledger, source, decoder, settings, this.listener, clock),
            new JobStarter(jobRepository, new SyncTaskExecutor()),
            executions,
            books,
            pictureThreads);
    ledger.processes().register(self);
    this.heartbeat = new Heartbeat(settings.heartbeatInterval(), this::beat);
  }

  /**
   * Starts a run, or resumes one that was stopped or has failed: images that were registered since
   * are added, what is done stays done.
   *
   * @return the run as it ends; completes when it can be resumed
   * @throws StaleStateException where it is running or complete
   * @throws PluginException where it does not exist, its model is not loaded, or its data set's
   *     folder can't be read
   */
  public CompletableFuture<Run> start(long runId) {
    if (!busy.add(runId)) {
      throw new StaleStateException("run " + runId, "created, stopped or failed");
    }
    try {
      ActiveRun run = new ActiveRun(books.open(runId));
      active.put(runId, run);
      listener.onStarted(run.context().run());
      runThreads.execute(() -> work(run));
      return run.ended().copy();
    } catch (RuntimeException e) {
      forget(runId);
      throw e;
    }
  }

  /** The same as {@link #start}; says what is meant. */
  public CompletableFuture<Run> resume(long runId) {
    return start(runId);
  }

  /**
   * Asks a run to stop: what has come out of the model is stored, the rest goes back to the queue.
   *
   * @return the run as it ends, usually within a second
   * @throws PluginException where this process does not work on it
   */
  public CompletableFuture<Run> stop(long runId) {
    ActiveRun run = active.get(runId);
    if (run == null) {
      throw new PluginException(
          FailureCategory.BAD_INPUT,
          "Run %d is not running in this process, so it can't be stopped here.".formatted(runId));
    }
    run.stop().give();
    return run.ended().copy();
  }

  /** Returns whether this process works on a run. */
  public boolean isActive(long runId) {
    return active.containsKey(runId);
  }

  /**
   * Stops the runs whose process died, gives their images back to the queue, and makes their jobs
   * restartable. Called at start, and by the heartbeat.
   *
   * @return the runs, which can be resumed
   */
  public List<Run> takeOverOrphans() {
    List<Run> stopped = books.takeOver(new Liveness(self.id(), settings.deadAfter(), isAlone));
    for (Run run : stopped) {
      LOG.warn("Run {} was left behind by a process that ended unexpectedly.", run.id());
      executions.heal(PrelabelJob.NAME, new RunParameters(run.id()).toJobParameters());
      listener.onEnded(run);
    }
    return stopped;
  }

  /**
   * Resumes what dead processes left behind, now and whenever the heartbeat takes over more: runs
   * of the loaded model whose folder can be read. The others stay stopped, with the reason in the
   * log, until that changes. Runs that somebody stopped are not touched. Call it once, when nothing
   * can fail the start of this process any more.
   */
  public void resumeLeftBehind() {
    resumesLeftBehind = true;
    leftBehind.resume();
  }

  /** Stops all runs, waits for them within the settings' patience, and signs this process off. */
  @Override
  public void close() {
    resumesLeftBehind = false;
    active.values().forEach(run -> run.stop().give());
    awaitAll();
    heartbeat.close();
    pictureThreads.shutdownNow();
    runThreads.shutdown();
    if (active.isEmpty()) {
      ledger.processes().remove(self.id());
    }
  }

  private void work(ActiveRun run) {
    try {
      Run end = worker.work(run);
      forget(run.id()); // before anybody hears of the end and resumes it
      listener.onEnded(end);
      run.ended().complete(end);
    } catch (RuntimeException | Error e) {
      LOG.error("The end of run {} could not be written; the heartbeat will.", run.id(), e);
      forget(run.id());
      run.ended().completeExceptionally(e);
    }
  }

  private void forget(long runId) {
    active.remove(runId);
    busy.remove(runId);
  }

  private void beat() {
    if (!ledger.processes().heartbeat(self.id())) {
      LOG.warn("This process was taken for dead; registering again.");
      ledger.processes().register(self);
    }
    List<ActiveRun> before = List.copyOf(active.values()); // each of them is ours in the database
    List<Run> owned = ledger.runs().ownedBy(self.id());
    for (ActiveRun run : before) {
      if (owned.stream().noneMatch(each -> each.id() == run.id())) {
        run.stop().give(); // taken over by another process, or at its end
      }
    }
    owned.stream().filter(each -> !busy.contains(each.id())).forEach(this::abandon);
    takeOverOrphans();
    if (resumesLeftBehind) {
      leftBehind.resume();
    }
  }

  private void abandon(Run run) {
    Optional<Run> now = ledger.runs().find(run.id());
    if (now.equals(Optional.of(run)) && !busy.contains(run.id())) {
      listener.onEnded(books.abandon(run));
    }
  }

  private void awaitAll() {
    CompletableFuture<?>[] ends =
        active.values().stream().map(ActiveRun::ended).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(ends).get(settings.stopPatience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.warn("Runs {} did not stop in time; they can be resumed.", active.keySet());
    } catch (ExecutionException e) {
      LOG.warn("A run did not stop in good order.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
