package io.prelabel.batch.support;

import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.StepInterruptionPolicy;

/**
 * Ends a step as STOPPED when its thread is interrupted. Spring Batch's own policy ends the loop
 * alone, and the step then reports COMPLETED with data missing (seen on 6.0.4 and 6.0.6).
 */
final class StopOnInterrupt implements StepInterruptionPolicy {
  @Override
  public void checkInterrupted(StepExecution stepExecution) throws JobInterruptedException {
    if (Thread.currentThread().isInterrupted()) {
      stepExecution.setTerminateOnly(); // what AbstractStep asks for after the loop
      throw new JobInterruptedException("the thread was interrupted");
    }
  }
}
