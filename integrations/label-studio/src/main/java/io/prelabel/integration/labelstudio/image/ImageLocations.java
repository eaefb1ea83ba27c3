package io.prelabel.integration.labelstudio.image;

import io.prelabel.plugin.PluginException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the values that Label Studio's image tags take: its uploads and local files, cloud URIs
 * (given to its resolver, {@code /tasks/{id}/resolve/?fileuri=} with the URI in URL-safe base64),
 * web addresses and data URIs.
 *
 * <p>With our token only routes that serve files are asked, since anyone who may import a task
 * chooses the value.
 */
final class ImageLocations {
  private static final Set<String> CLOUD = Set.of("s3", "gs", "azure", "azure-blob");
  private static final Pattern SCHEME =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):.*", Pattern.DOTALL);
  private static final Pattern FILE_ROUTE =
      Pattern.compile("/data/.+|/(?:tasks|projects)/\\d+/(?:resolve|presign)/");
  private static final Pattern DOT_SEGMENT =
      Pattern.compile("(?i)(?:^|/|%2f)(?:\\.|%2e){1,2}(?:/|%2f|$)");

  private final URI labelStudio;

  ImageLocations(URI labelStudio) {
    this.labelStudio = labelStudio;
  }

  /**
   * Returns where a task's image is.
   *
   * @throws PluginException {@code BAD_INPUT} for a value that is none of these forms
   */
  ImageLocation locate(long task, String value) {
    String text = value.strip();
    Matcher matcher = SCHEME.matcher(text);
    String scheme = matcher.matches() ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
    if (scheme.equals("data")) {
      return new ImageLocation.Inline(text);
    }
    if (CLOUD.contains(scheme)) {
      return new ImageLocation.AtLabelStudio(resolver(task, text));
    }
    if (scheme.equals("http") || scheme.equals("https")) {
      return web(text);
    }
    if (scheme.isEmpty() && text.startsWith("/") && !text.startsWith("//")) {
      return served(text);
    }
    throw PluginException.badInput(
        scheme.isEmpty()
            ? "The task's image is neither an address nor a path that Label Studio serves."
            : "Images with \"%s:\" addresses are not read; use a web address or an upload."
                .formatted(shortened(scheme)));
  }

  private static String shortened(String scheme) {
    return scheme.substring(0, Math.min(scheme.length(), 20));
  }

  private URI resolver(long task, String cloudUri) {
    byte[] bytes = cloudUri.getBytes(StandardCharsets.UTF_8);
    String encoded = Base64.getUrlEncoder().encodeToString(bytes).replace("=", "%3D");
    return URI.create(labelStudio + "/tasks/" + task + "/resolve/?fileuri=" + encoded);
  }

  private ImageLocation web(String text) {
    URI uri = parsed(text);
    boolean own = Web.sameOrigin(uri, labelStudio) && servesFiles(uri);
    return own ? new ImageLocation.AtLabelStudio(uri) : new ImageLocation.OnTheWeb(uri);
  }

  /** Paths come with or without the path that Label Studio is served under. */
  private ImageLocation served(String path) {
    String base = labelStudio.getRawPath();
    boolean complete = !base.isEmpty() && path.startsWith(base + "/");
    URI uri = parsed(origin() + (complete ? path : base + path));
    if (!servesFiles(uri)) {
      throw PluginException.badInput(
          "The task's image is a path that Label Studio does not serve files under.");
    }
    return new ImageLocation.AtLabelStudio(uri);
  }

  private String origin() {
    return labelStudio.getScheme() + "://" + labelStudio.getRawAuthority();
  }

  private boolean servesFiles(URI uri) {
    String path = uri.getRawPath();
    String base = labelStudio.getRawPath();
    return path.startsWith(base)
        && FILE_ROUTE.matcher(path.substring(base.length())).matches()
        && !DOT_SEGMENT.matcher(path).find();
  }

  /** Parses a web address; fragments are cut off, as they are never sent. */
  static URI parsed(String text) {
    try {
      String encoded = UriText.encoded(text);
      int fragment = encoded.indexOf('#');
      URI uri = new URI(fragment < 0 ? encoded : encoded.substring(0, fragment));
      if (uri.getHost() != null && uri.getRawUserInfo() == null && Web.isWeb(uri)) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Told below, without the address: it may hold a signature.
    }
    throw PluginException.badInput(
        "The image's web address is not one that can be asked (http or https, a host name without"
            + " underscores, no user or password).");
  }
}
