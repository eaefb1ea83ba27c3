package io.prelabel.service.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

@Timeout(30)
class StoppableProgramTest {
  private static final String LINE =
      "prelabel: stopped; the same command goes on with it." + System.lineSeparator();

  private final StringWriter err = new StringWriter();
  private final StoppableProgram program = new StoppableProgram(new PrintWriter(err));
  private final GenericApplicationContext context = new GenericApplicationContext();
  private final CountDownLatch isAtWork = new CountDownLatch(1);

  @Test
  void stop_interruptsTheWork_closesTheProgramAfterIt_andSaysOneLine() throws Exception {
    AtomicBoolean wasOpenAtTheEnd = new AtomicBoolean();
    CompletableFuture<Integer> code =
        inBackground(
            c -> {
              try {
                return waitForEver();
              } finally {
                wasOpenAtTheEnd.set(c.isActive());
              }
            });
    isAtWork.await();

    program.stop();

    assertThat(context.isActive()).as("closed before stop returns").isFalse();
    assertThat(wasOpenAtTheEnd).isTrue();
    assertThat(code.get(10, TimeUnit.SECONDS)).isEqualTo(ExitCodes.FAILED);
    assertThat(err).hasToString(LINE);
  }

  @Test
  void stop_whateverTheInterruptMadeOfTheWork_nothingElseIsSaid() throws Exception {
    CompletableFuture<Integer> code =
        inBackground(
            c -> {
              try {
                return waitForEver();
              } catch (InterruptedException e) {
                throw new IllegalStateException("HikariDataSource has been closed", e);
              }
            });
    isAtWork.await();
    program.stop();
    assertThat(code.get(10, TimeUnit.SECONDS)).isEqualTo(ExitCodes.FAILED);
    assertThat(err).hasToString(LINE);
  }

  @Test
  void stop_whileItStarts_waitsForTheStartAndDoesNoWork() throws Exception {
    CountDownLatch mayStart = new CountDownLatch(1);
    AtomicBoolean hasWorked = new AtomicBoolean();
    CompletableFuture<Integer> code =
        background(
            () ->
                program.run(
                    () -> {
                      isAtWork.countDown();
                      mayStart.await();
                      return started();
                    },
                    c -> {
                      hasWorked.set(true);
                      return ExitCodes.OK;
                    }));
    isAtWork.await();
    Thread stop = new Thread(program::stop);
    stop.start();
    awaitWaiting(stop); // it has asked, and waits for the end
    mayStart.countDown();
    stop.join();

    assertThat(code.get(10, TimeUnit.SECONDS)).isEqualTo(ExitCodes.FAILED);
    assertThat(hasWorked).isFalse();
    assertThat(context.isActive()).isFalse();
    assertThat(err).hasToString(LINE);
  }

  @Test
  void stop_ofAQuietProgram_saysNothing() throws Exception {
    program.endQuietly();
    CompletableFuture<Integer> code = inBackground(c -> waitForEver());
    isAtWork.await();
    program.stop();
    code.get(10, TimeUnit.SECONDS);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void stop_whereNothingRunsOrAllIsOver_returnsAtOnceAndSaysNothing() throws Exception {
    program.stop();
    assertThat(program.run(this::started, c -> ExitCodes.OK)).isZero();
    program.stop();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void run_withoutAStop_throwsWhatTheWorkThrows() {
    assertThatThrownBy(
            () ->
                program.run(
                    this::started,
                    c -> {
                      throw new IllegalStateException("odd");
                    }))
        .hasMessage("odd");
    assertThat(context.isActive()).isFalse();
  }

  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
  }

  private int waitForEver() throws InterruptedException {
    isAtWork.countDown();
    new CountDownLatch(1).await();
    return ExitCodes.OK;
  }

  private ConfigurableApplicationContext started() {
    context.refresh();
    return context;
  }

  private CompletableFuture<Integer> inBackground(StoppableProgram.Work work) {
    return background(() -> program.run(this::started, work));
  }

  private static CompletableFuture<Integer> background(Callable<Integer> call) {
    CompletableFuture<Integer> code = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                code.complete(call.call());
              } catch (Exception e) {
                code.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return code;
  }
}
