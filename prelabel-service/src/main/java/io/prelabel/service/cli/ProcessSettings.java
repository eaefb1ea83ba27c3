package io.prelabel.service.cli;

import io.prelabel.service.home.Home;

/** System properties that libraries read when their first class is loaded. */
final class ProcessSettings {
  static final String LOG_FILE = "prelabel.log.file";

  private ProcessSettings() {}

  /**
   * Keeps logs and native libraries below the home folder, and the libraries off the network. Call
   * it before anything is logged.
   */
  static void apply(Home home) {
    setUnlessGiven(LOG_FILE, home.logFile().toString());
    setUnlessGiven("java.awt.headless", "true");
    setUnlessGiven("DJL_CACHE_DIR", home.nativeLibraries().toString());
    setUnlessGiven("ai.djl.offline", "true");
    setUnlessGiven("OPT_OUT_TRACKING", "true");
  }

  /** {@code -D} on the command line wins: that is the switch that allows a download. */
  private static void setUnlessGiven(String key, String value) {
    if (System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }
}
