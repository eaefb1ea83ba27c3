package io.prelabel.batch.testing;

import io.prelabel.batch.support.Ledger;
import io.prelabel.db.testing.TestDatabase;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;

/** Spring Batch on a test's database, without Boot. */
public final class Batch {
  private Batch() {}

  public static JobRepository jobRepository(TestDatabase database) {
    try {
      JdbcJobRepositoryFactoryBean factory = new JdbcJobRepositoryFactoryBean();
      factory.setDataSource(database.dataSource());
      factory.setTransactionManager(database.transactionManager());
      factory.setDatabaseType("POSTGRES");
      factory.afterPropertiesSet();
      return factory.getObject();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  public static Ledger ledger(TestDatabase database) {
    return new Ledger(
        database.datasets(),
        database.images(),
        database.promptSets(),
        database.models(),
        database.runs(),
        database.workItems(),
        database.predictions(),
        database.processes(),
        database.transactionManager());
  }
}
