package io.prelabel.service.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Runs the assembled program for a command, so that a signal (SIGINT, SIGTERM) ends it in good
 * order: the command's own thread is interrupted, gives up what it is at, and closes the program,
 * while the signal's thread waits. Left to a shutdown hook of its own, the program would be closed
 * under the feet of the command, which would then complain of a closed database.
 *
 * <p>The start is not interrupted, since a half-started database does not clean up after itself; it
 * gets some seconds to come to its end, and what it leaves behind after that, the next start clears
 * away as it does after a crash.
 */
public final class StoppableProgram {
  private static final Duration START_PATIENCE = Duration.ofSeconds(15);

  /** More than the patience of the program's own parts adds up to. */
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(90);

  private final PrintWriter err;
  private final CountDownLatch ended = new CountDownLatch(1);
  private Phase phase = Phase.IDLE;
  private @Nullable Thread worker;
  private boolean isAsked;
  private boolean isQuiet;

  private enum Phase {
    IDLE,
    STARTING,
    WORKING,
    CLOSING
  }

  /** What a command does with the program once it is started. */
  @FunctionalInterface
  interface Work {
    /** Returns an exit code; ends soon after an interrupt, in whatever way. */
    int with(ConfigurableApplicationContext context) throws Exception;
  }

  /**
   * @param err where the last line goes
   */
  public StoppableProgram(PrintWriter err) {
    this.err = err;
  }

  /** Starts the program, does the work, closes the program; once per process. */
  int run(Callable<ConfigurableApplicationContext> start, Work work) throws Exception {
    enter(Phase.STARTING);
    try (ConfigurableApplicationContext context = start.call()) {
      return interruptibly(context, work);
    } catch (Exception e) {
      if (isAsked()) {
        say();
        return ExitCodes.FAILED; // for nobody: the JVM ends with 128 and the signal's number
      }
      throw e;
    } finally {
      ended.countDown();
    }
  }

  private int interruptibly(ConfigurableApplicationContext context, Work work) throws Exception {
    enter(Phase.WORKING);
    try {
      if (isAsked()) {
        throw new InterruptedException("stopped while it started");
      }
      return work.with(context);
    } finally {
      enter(Phase.CLOSING);
      Thread.interrupted(); // so that what closes now can wait
    }
  }

  /** From now on a stop leaves nothing undone, and nothing is said of it. */
  synchronized void endQuietly() {
    isQuiet = true;
  }

  /** Stops what {@link #run} is at, and waits for its end; called when the JVM shuts down. */
  public void stop() {
    try {
      if (!ended.await(ask().toMillis(), TimeUnit.MILLISECONDS) && isAsked()) {
        say();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns how long to wait. */
  private synchronized Duration ask() {
    if (phase == Phase.IDLE || ended.getCount() == 0) {
      return Duration.ZERO;
    }
    isAsked = true;
    if (worker != null) {
      worker.interrupt();
    }
    return phase == Phase.STARTING ? START_PATIENCE : CLOSE_PATIENCE;
  }

  private synchronized boolean isAsked() {
    return isAsked;
  }

  private synchronized void enter(Phase next) {
    phase = next;
    worker = next == Phase.WORKING ? Thread.currentThread() : null;
  }

  private synchronized void say() {
    if (!isQuiet) {
      err.println("prelabel: stopped; the same command goes on with it.");
      err.flush();
      isQuiet = true;
    }
  }
}
