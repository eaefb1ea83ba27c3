package io.prelabel.integration.labelstudio.image;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host that may be asked: {@code host}, {@code host:port}, or {@code *.suffix} for every host
 * below a domain (not the domain itself). Without a port, 80 for http and 443 for https are meant.
 *
 * @param host lower case; an IPv6 address in brackets
 * @param port 0 for the scheme's own
 */
record HostPattern(String host, int port) {
  private static final Pattern FORM =
      Pattern.compile("(\\[[0-9a-fA-F:.]+\\]|(?:\\*\\.)?[A-Za-z0-9.-]+)(?::(\\d{1,5}))?");

  static HostPattern of(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "an allowed host is host, host:port or *.domain, not \"" + text + "\"");
    }
    String port = matcher.group(2);
    return new HostPattern(
        matcher.group(1).toLowerCase(Locale.ROOT), port == null ? 0 : Integer.parseInt(port));
  }

  boolean isWildcard() {
    return host.startsWith("*.");
  }

  boolean matches(URI uri) {
    String asked = uri.getHost().toLowerCase(Locale.ROOT);
    int wanted = port == 0 ? Web.defaultPort(uri) : port;
    boolean sameHost = isWildcard() ? asked.endsWith(host.substring(1)) : asked.equals(host);
    return sameHost && Web.port(uri) == wanted;
  }
}
