package io.prelabel.integration.labelstudio.image;

import io.prelabel.integration.labelstudio.client.BasicAuth;
import io.prelabel.integration.labelstudio.client.Credentials;
import io.prelabel.integration.labelstudio.client.LabelStudioClient;
import io.prelabel.plugin.PluginException;
import java.net.URI;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/**
 * Reads the images of tasks: uploads, local files, cloud URIs through Label Studio's resolver, web
 * addresses and data URIs. Each read is one attempt; who counts attempts decides about another.
 * Thread-safe.
 *
 * <p>Failures are {@link PluginException}s whose sentence can be shown on the item: {@code
 * BAD_INPUT} where the image is gone, too large, or somewhere that must not be asked; {@code
 * UNAVAILABLE} or {@code OVER_CAPACITY} where another try may succeed. The bytes are those of the
 * file; whether they are a picture is for a {@link io.prelabel.plugin.image.PictureDecoder} to say.
 */
public final class TaskImages {
  private final ImageLocations locations;
  private final Credentials credentials;
  private final WebImages web;
  private final ImageAccess access;

  /** Reads images for the tasks of one Label Studio, with the machine's own name resolution. */
  public TaskImages(LabelStudioClient labelStudio, ImageAccess access) {
    this(labelStudio, access, HostResolver.SYSTEM);
  }

  /** Reads images with a given name resolution. */
  public TaskImages(LabelStudioClient labelStudio, ImageAccess access, HostResolver resolver) {
    URI base = labelStudio.settings().baseUrl();
    this.access = access;
    credentials = labelStudio.credentials();
    locations = new ImageLocations(base);
    SSLSocketFactory tls =
        labelStudio
            .settings()
            .tls()
            .map(SSLContext::getSocketFactory)
            .orElseGet(() -> (SSLSocketFactory) SSLSocketFactory.getDefault());
    web = new WebImages(access, new HostRules(base, access, resolver), new PinnedGet(access, tls));
  }

  /** Reads the image that a value of a task's data names. */
  public byte[] read(long task, String value) {
    return read(task, value, Optional.empty());
  }

  /**
   * Reads the image that a value of a task's data names.
   *
   * @param login for web addresses outside Label Studio, as its project may prescribe
   */
  public byte[] read(long task, String value, Optional<BasicAuth> login) {
    ImageLocation location = locations.locate(task, value);
    if (location instanceof ImageLocation.Inline inline) {
      return DataUri.bytes(inline.dataUri(), access.maxBytes());
    }
    if (location instanceof ImageLocation.AtLabelStudio served) {
      return fromLabelStudio(served.uri());
    }
    URI uri = ((ImageLocation.OnTheWeb) location).uri();
    return web.read(uri, login.map(BasicAuth::header));
  }

  private byte[] fromLabelStudio(URI uri) {
    String authorization = credentials.authorization();
    try {
      return web.read(uri, Optional.of(authorization));
    } catch (UnauthorizedException e) {
      return web.read(uri, Optional.of(credentials.renewed(authorization).orElseThrow(() -> e)));
    }
  }
}
