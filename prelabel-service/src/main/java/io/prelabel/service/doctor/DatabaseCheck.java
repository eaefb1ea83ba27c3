package io.prelabel.service.doctor;

import java.sql.SQLException;

/** Whether a database of the user's own lets us in. */
public final class DatabaseCheck {
  private final String url;
  private final Attempt attempt;

  /** Connects, and disconnects at once. */
  @FunctionalInterface
  public interface Attempt {
    void run() throws SQLException;
  }

  /**
   * @param url as it is set; what is secret in it is not shown
   */
  public DatabaseCheck(String url, Attempt attempt) {
    this.url = url;
    this.attempt = attempt;
  }

  /** Tries. */
  public Finding finding() {
    String shown = withoutSecrets(url);
    try {
      attempt.run();
      return Finding.ok("database", shown);
    } catch (SQLException e) {
      String why = withoutSecrets(String.valueOf(e.getMessage())).replaceAll("\\s+", " ");
      return Finding.problem(
          "database",
          "%s does not let us in (%s)".formatted(shown, why),
          "Check SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD, and that the server runs.");
    }
  }

  /** Leaves out parameters, and a user before the host. */
  private static String withoutSecrets(String text) {
    return text.replaceAll("\\?\\S*", "").replaceAll("//[^/@\\s]*@", "//");
  }
}
