package io.prelabel.integration.labelstudio.image;

import java.nio.charset.StandardCharsets;

/**
 * Repairs addresses as people and tools write them: what RFC 3986 does not allow in a URI (spaces,
 * letters beyond ASCII, a lone percent sign) is percent-encoded as UTF-8; what is encoded stays.
 */
final class UriText {
  private static final String FORBIDDEN = " \"<>\\^`{|}";

  private UriText() {}

  static String encoded(String text) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      char c = (char) (bytes[i] & 0xff);
      boolean loosePercent = c == '%' && !(isHex(bytes, i + 1) && isHex(bytes, i + 2));
      if (c < ' ' || c > '~' || FORBIDDEN.indexOf(c) >= 0 || loosePercent) {
        encoded.append("%%%02X".formatted((int) c));
      } else {
        encoded.append(c);
      }
    }
    return encoded.toString();
  }

  private static boolean isHex(byte[] bytes, int at) {
    return at < bytes.length && Character.digit(bytes[at], 16) >= 0;
  }
}
