package io.prelabel.service.assembly;

import io.prelabel.db.embedded.EmbeddedPostgresServer;
import io.prelabel.db.embedded.HomeLock;
import io.prelabel.service.home.Home;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A PostgreSQL of our own below the home folder, unless {@code spring.datasource.url} names one.
 * One process at a time: the lock comes before the server, since the server's start stops whatever
 * an earlier process left running on the same data.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "spring.datasource.url", havingValue = "none", matchIfMissing = true)
class EmbeddedDatabaseConfiguration {
  @Bean(destroyMethod = "close")
  HomeLock homeLock(Home home, PrelabelProperties properties) {
    return HomeLock.acquire(home.folder(), properties.command());
  }

  @Bean(destroyMethod = "close")
  EmbeddedPostgresServer embeddedPostgresServer(Home home, HomeLock held) {
    return EmbeddedPostgresServer.start(home.folder());
  }

  @Bean
  JdbcConnectionDetails jdbcConnectionDetails(EmbeddedPostgresServer server) {
    return new EmbeddedConnection(server);
  }

  private record EmbeddedConnection(EmbeddedPostgresServer server)
      implements JdbcConnectionDetails {
    @Override
    public String getJdbcUrl() {
      return server.jdbcUrl();
    }

    @Override
    public String getUsername() {
      return "postgres";
    }

    @Override
    public String getPassword() {
      return server.password();
    }
  }
}
