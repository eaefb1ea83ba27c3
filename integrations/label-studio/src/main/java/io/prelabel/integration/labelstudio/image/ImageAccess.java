package io.prelabel.integration.labelstudio.image;

import java.time.Duration;
import java.util.List;

/**
 * Where images may come from beside Label Studio itself, and how much of everything.
 *
 * @param hosts that may be asked at public addresses: a name, a name with {@code :port}, or {@code
 *     *.domain} for all names below a domain
 * @param privateHosts that may be asked at any address, also loopback and private ones; each named
 *     in full
 * @param maxBytes a longer image is refused while it is read
 * @param maxRedirects that one image may take
 * @param connectTimeout for one TCP connection
 * @param readTimeout the longest silence
 * @param totalTimeout for one image, redirects included
 */
public record ImageAccess(
    List<String> hosts,
    List<String> privateHosts,
    int maxBytes,
    int maxRedirects,
    Duration connectTimeout,
    Duration readTimeout,
    Duration totalTimeout) {

  public ImageAccess {
    hosts = List.copyOf(hosts);
    privateHosts = List.copyOf(privateHosts);
    hosts.forEach(HostPattern::of);
    for (String each : privateHosts) {
      if (HostPattern.of(each).isWildcard()) {
        throw new IllegalArgumentException("a private host is named in full, not as " + each);
      }
    }
    if (maxBytes < 1 || maxRedirects < 0) {
      throw new IllegalArgumentException("sizes are positive");
    }
  }

  /** Label Studio's own host alone; images up to 64 MiB, 5 redirects, 60 s. */
  public static ImageAccess labelStudioOnly() {
    return new ImageAccess(
        List.of(),
        List.of(),
        64 << 20,
        5,
        Duration.ofSeconds(5),
        Duration.ofSeconds(20),
        Duration.ofSeconds(60));
  }
}
