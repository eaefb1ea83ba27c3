package io.prelabel.integration.labelstudio.image;

import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Decides which addresses a URI's request may be sent to. The name is resolved here, once; whoever
 * connects uses the addresses that were checked, so a name that answers differently a moment later
 * (DNS rebinding) changes nothing.
 */
final class HostRules {
  private final URI labelStudio;
  private final List<HostPattern> hosts;
  private final List<HostPattern> privateHosts;
  private final HostResolver resolver;

  HostRules(URI labelStudio, ImageAccess access, HostResolver resolver) {
    this.labelStudio = labelStudio;
    hosts = access.hosts().stream().map(HostPattern::of).toList();
    privateHosts = access.privateHosts().stream().map(HostPattern::of).toList();
    this.resolver = resolver;
  }

  /**
   * Returns the addresses of a URI's host, at least one.
   *
   * @throws PluginException {@code BAD_INPUT} where the host or one of its addresses is not allowed
   */
  List<InetAddress> addresses(URI uri) {
    boolean anyAddress = Web.sameOrigin(uri, labelStudio) || matches(privateHosts, uri);
    if (!anyAddress && !matches(hosts, uri)) {
      throw PluginException.badInput(
          "The image is at %s, which is not an allowed image host; allow it in the configuration, or"
                  .formatted(uri.getRawAuthority())
              + " let Label Studio serve the image itself.");
    }
    List<InetAddress> addresses = resolve(uri);
    if (!anyAddress && !addresses.stream().allMatch(PublicAddresses::contains)) {
      throw PluginException.badInput(
          "The image's host %s has an address in a private or reserved network; name it as a private"
                  .formatted(uri.getRawAuthority())
              + " host in the configuration if it may be asked.");
    }
    return addresses;
  }

  private List<InetAddress> resolve(URI uri) {
    try {
      return resolver.resolve(uri.getHost());
    } catch (UnknownHostException e) {
      throw new PluginException(
          FailureCategory.UNAVAILABLE, "The image's host " + uri.getHost() + " is not known.", e);
    }
  }

  private static boolean matches(List<HostPattern> patterns, URI uri) {
    return patterns.stream().anyMatch(pattern -> pattern.matches(uri));
  }
}
