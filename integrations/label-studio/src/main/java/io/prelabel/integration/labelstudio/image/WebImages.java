package io.prelabel.integration.labelstudio.image;

import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;

/**
 * Gets an image over http or https and follows redirects itself: each address is checked as the
 * first was, and the authorization goes with the first request alone.
 */
final class WebImages {
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final ImageAccess access;
  private final HostRules rules;
  private final PinnedGet get;

  WebImages(ImageAccess access, HostRules rules, PinnedGet get) {
    this.access = access;
    this.rules = rules;
    this.get = get;
  }

  byte[] read(URI first, Optional<String> authorization) {
    Deadline deadline = new Deadline(access.totalTimeout());
    URI uri = first;
    Optional<String> header = authorization;
    for (int redirects = 0; redirects <= access.maxRedirects(); redirects++) {
      WebResponse response = send(uri, header, deadline);
      int status = response.head().status();
      if (status == 200) {
        return response.body();
      }
      if (!REDIRECTS.contains(status)) {
        throw refusal(status, uri.getRawAuthority());
      }
      uri = target(uri, response.head().field("location"));
      header = Optional.empty();
    }
    throw PluginException.badInput(
        first.getRawAuthority()
            + " redirects more than %d times for the image.".formatted(access.maxRedirects()));
  }

  private static URI target(URI from, String location) {
    if (location.isEmpty()) {
      throw PluginException.badInput(from.getRawAuthority() + " redirects to nowhere.");
    }
    try {
      return ImageLocations.parsed(from.resolve(UriText.encoded(location)).toString());
    } catch (IllegalArgumentException e) {
      throw PluginException.badInput(
          from.getRawAuthority() + " redirects to something that is no web address.");
    }
  }

  private WebResponse send(URI uri, Optional<String> authorization, Deadline deadline) {
    String host = uri.getRawAuthority();
    try {
      return get.send(uri, rules.addresses(uri), authorization, deadline);
    } catch (PinnedGet.TooLargeException e) {
      throw PluginException.badInput(
          "The image is larger than the limit of %d bytes.".formatted(access.maxBytes()));
    } catch (SSLHandshakeException e) {
      throw new PluginException(
          FailureCategory.BAD_INPUT,
          host + " shows a certificate that is not trusted; configure a trust store with it.",
          e);
    } catch (SocketTimeoutException e) {
      throw unavailable(host + " did not give the whole image in time.", e);
    } catch (ProtocolException e) {
      throw unavailable(host + " did not answer in HTTP as it should.", e);
    } catch (IOException e) {
      throw unavailable(host + " cannot be reached or broke off the image.", e);
    }
  }

  private static PluginException unavailable(String message, IOException cause) {
    return new PluginException(FailureCategory.UNAVAILABLE, message, cause);
  }

  private static PluginException refusal(int status, String host) {
    return switch (status) {
      case 401 -> new UnauthorizedException(host);
      case 403 -> PluginException.badInput(host + " does not let us read the image.");
      case 404, 410 -> PluginException.badInput("The image is gone from " + host + ".");
      case 429 ->
          new PluginException(
              FailureCategory.OVER_CAPACITY, host + " is asked for images too often.");
      // Label Studio answers 500 for an upload whose file is missing.
      case 500 ->
          new PluginException(
              FailureCategory.UNAVAILABLE,
              host + " failed to give the image (500); its file may be missing there.");
      default ->
          new PluginException(
              status > 500 ? FailureCategory.UNAVAILABLE : FailureCategory.BAD_INPUT,
              host + " answered %d for the image.".formatted(status));
    };
  }
}
