package io.prelabel.service.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Reads the version that the build wrote down. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    return new String[] {
      "prelabel " + version(), "Java " + Runtime.version() + ", " + System.getProperty("os.name")
    };
  }

  /** Returns the version alone. */
  static String version() throws IOException {
    try (InputStream in = Version.class.getResourceAsStream("/META-INF/build-info.properties")) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty("build.version", "unreleased");
    }
  }
}
