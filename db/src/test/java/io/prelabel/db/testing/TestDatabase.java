package io.prelabel.db.testing;

import com.zaxxer.hikari.HikariDataSource;
import io.prelabel.db.dataset.Datasets;
import io.prelabel.db.dataset.Images;
import io.prelabel.db.model.Models;
import io.prelabel.db.prediction.AnswerCounts;
import io.prelabel.db.prediction.Predictions;
import io.prelabel.db.process.Processes;
import io.prelabel.db.prompt.PromptSets;
import io.prelabel.db.run.Runs;
import io.prelabel.db.run.WorkItems;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives each test a migrated database of its own on the one PostgreSQL server of the JVM. Register
 * it as an instance field with {@code @RegisterExtension}.
 */
public final class TestDatabase implements BeforeEachCallback, AfterEachCallback {
  @SuppressWarnings("NullAway.Init") // set before each test
  private HikariDataSource dataSource;

  @Override
  public void beforeEach(ExtensionContext context) {
    dataSource = TestServer.instance().newDatabase();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    TestServer.instance().dispose(dataSource);
  }

  public DataSource dataSource() {
    return dataSource;
  }

  public JdbcClient jdbc() {
    return JdbcClient.create(dataSource);
  }

  public PlatformTransactionManager transactionManager() {
    return new JdbcTransactionManager(dataSource);
  }

  public TransactionTemplate transaction() {
    return new TransactionTemplate(transactionManager());
  }

  public Datasets datasets() {
    return new Datasets(jdbc());
  }

  public Images images() {
    return new Images(jdbc());
  }

  public PromptSets promptSets() {
    return new PromptSets(jdbc());
  }

  public Models models() {
    return new Models(jdbc());
  }

  public Runs runs() {
    return new Runs(jdbc());
  }

  public WorkItems workItems() {
    return new WorkItems(jdbc());
  }

  public Predictions predictions() {
    return new Predictions(jdbc(), new NamedParameterJdbcTemplate(dataSource));
  }

  public AnswerCounts answerCounts() {
    return new AnswerCounts(jdbc());
  }

  public Processes processes() {
    return new Processes(jdbc());
  }
}
