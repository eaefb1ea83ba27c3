package io.prelabel.batch.support;

import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.ChunkOrientedStepBuilder;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Begins every chunk step of this program, with the three settings that none may lack: a real
 * transaction manager (the default commits nothing together), a thread interrupt that means
 * STOPPED, and that a repeated start runs the step again (what is left to do is in our tables, not
 * in the step's).
 */
public final class ChunkSteps {
  private final JobRepository jobRepository;
  private final PlatformTransactionManager transactionManager;

  public ChunkSteps(JobRepository jobRepository, PlatformTransactionManager transactionManager) {
    this.jobRepository = jobRepository;
    this.transactionManager = transactionManager;
  }

  /**
   * Begins a step.
   *
   * @param size items per transaction
   */
  public <I, O> ChunkOrientedStepBuilder<I, O> chunk(String name, int size) {
    return new ChunkOrientedStepBuilder<I, O>(name, jobRepository, size)
        .transactionManager(transactionManager)
        .interruptionPolicy(new StopOnInterrupt())
        .allowStartIfComplete(true);
  }
}
