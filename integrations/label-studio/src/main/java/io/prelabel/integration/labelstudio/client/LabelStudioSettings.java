package io.prelabel.integration.labelstudio.client;

import io.prelabel.plugin.PluginException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Where one Label Studio is and how patiently it is asked.
 *
 * @param baseUrl http or https, with the path that Label Studio is served under, if any; held
 *     without a trailing slash
 * @param token sent to this host alone
 * @param tls trusts the server's certificate ({@link TrustedCertificates}); the JDK's own if empty
 * @param connectTimeout for one TCP connection
 * @param requestTimeout from sending a request to the last byte of its answer
 * @param maxResponseBytes a longer answer is refused while it is read
 * @param retries for what is safe to repeat
 */
public record LabelStudioSettings(
    URI baseUrl,
    ApiToken token,
    Optional<SSLContext> tls,
    Duration connectTimeout,
    Duration requestTimeout,
    int maxResponseBytes,
    RetryPolicy retries) {

  private static final int MEBIBYTE = 1 << 20;

  /**
   * Checks and tidies the address.
   *
   * @throws PluginException {@code BAD_INPUT} where it is not an address of a server
   */
  public LabelStudioSettings {
    baseUrl = tidied(baseUrl);
    if (connectTimeout.isNegative() || requestTimeout.isNegative() || maxResponseBytes < 1) {
      throw new IllegalArgumentException("timeouts and sizes are positive");
    }
  }

  /** Returns the usual patience: 5 s to connect, 60 s for a request, answers up to 64 MiB. */
  public static LabelStudioSettings of(URI baseUrl, ApiToken token) {
    return new LabelStudioSettings(
        baseUrl,
        token,
        Optional.empty(),
        Duration.ofSeconds(5),
        Duration.ofSeconds(60),
        64 * MEBIBYTE,
        RetryPolicy.DEFAULT);
  }

  /** Returns these settings with another trust in certificates. */
  public LabelStudioSettings trusting(SSLContext context) {
    return new LabelStudioSettings(
        baseUrl,
        token,
        Optional.of(context),
        connectTimeout,
        requestTimeout,
        maxResponseBytes,
        retries);
  }

  /** Returns host and port for messages. */
  public String host() {
    return baseUrl.getRawAuthority();
  }

  private static URI tidied(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    boolean web = scheme.equals("http") || scheme.equals("https");
    if (!web || url.getHost() == null || url.getRawUserInfo() != null) {
      throw PluginException.badInput(
          "Label Studio's URL must look like https://host/path, with a host name without underscores"
              + " and without user or password.");
    }
    if (url.getRawQuery() != null || url.getRawFragment() != null) {
      throw PluginException.badInput("Label Studio's URL must not have a query or a fragment.");
    }
    String path = url.getRawPath().replaceAll("/+$", "");
    return URI.create(scheme + "://" + url.getRawAuthority() + path);
  }
}
