package io.prelabel.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.prelabel.db.testing.TestDatabase;
import io.prelabel.plugin.FailureCategory;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseFailureTest {
  @RegisterExtension final TestDatabase database = new TestDatabase();

  @ParameterizedTest
  @CsvSource({
    "08006, UNAVAILABLE",
    "57P01, UNAVAILABLE",
    "40001, UNAVAILABLE",
    "40P01, UNAVAILABLE",
    "53300, OVER_CAPACITY",
    "53100, OVER_CAPACITY",
    "55P03, OVER_CAPACITY",
    "23505, BUG",
    "22021, BUG"
  })
  void category_followsTheSqlState(String state, FailureCategory expected) {
    Throwable failure = new IllegalStateException(new SQLException("no words", state));
    assertThat(DatabaseFailure.category(failure)).isEqualTo(expected);
  }

  @Test
  void describe_aMissingTable_namesTheRemedy() {
    Throwable failure =
        catchThrowable(() -> database.jdbc().sql("select 1 from nowhere").query().listOfRows());
    assertThat(DatabaseFailure.describe(failure))
        .hasMessageContaining("42P01")
        .hasMessageContaining("migrates the database");
  }

  @Test
  void category_withoutADatabaseError_isABug() {
    assertThat(DatabaseFailure.category(new NullPointerException())).isEqualTo(FailureCategory.BUG);
  }
}
