package io.prelabel.plugin.image;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * Names one picture for ever: where it was found and what its bytes were. Two references with equal
 * hashes are the same picture, wherever they lie.
 *
 * @param uri absolute URI of the encoded file
 * @param sha256 SHA-256 of the encoded bytes, 64 lower-case hexadecimal digits
 */
public record ImageRef(URI uri, String sha256) {
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  public ImageRef {
    if (!uri.isAbsolute()) {
      throw new IllegalArgumentException("not an absolute URI: " + uri);
    }
    if (!SHA_256.matcher(sha256).matches()) {
      throw new IllegalArgumentException("not a SHA-256 in lower-case hex: " + sha256);
    }
  }
}
