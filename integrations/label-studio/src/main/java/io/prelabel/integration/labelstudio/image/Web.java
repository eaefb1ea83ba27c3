package io.prelabel.integration.labelstudio.image;

import java.net.URI;
import java.util.Locale;

/** What http and https URIs have in common (RFC 9110, section 4.2). */
final class Web {
  private Web() {}

  static boolean isSecure(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme());
  }

  static boolean isWeb(URI uri) {
    return isSecure(uri) || "http".equalsIgnoreCase(uri.getScheme());
  }

  static int defaultPort(URI uri) {
    return isSecure(uri) ? 443 : 80;
  }

  static int port(URI uri) {
    return uri.getPort() < 0 ? defaultPort(uri) : uri.getPort();
  }

  /** Returns whether two URIs have the same scheme, host and port. */
  static boolean sameOrigin(URI one, URI other) {
    return isSecure(one) == isSecure(other)
        && port(one) == port(other)
        && one.getHost().toLowerCase(Locale.ROOT).equals(other.getHost().toLowerCase(Locale.ROOT));
  }
}
