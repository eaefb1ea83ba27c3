package io.prelabel.db;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings a database to the schema that this module's SQL expects. */
public final class DatabaseMigration {
  /** Where the migrations lie on the class path. */
  public static final String LOCATION = "classpath:db/migration";

  private DatabaseMigration() {}

  /**
   * Applies all migrations that are missing; does nothing on a database that is up to date.
   *
   * @return how many were applied
   */
  public static int migrate(DataSource dataSource) {
    return Flyway.configure()
        .dataSource(dataSource)
        .locations(LOCATION)
        .load()
        .migrate()
        .migrationsExecuted;
  }
}
