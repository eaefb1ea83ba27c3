package io.prelabel.integration.labelstudio.image;

import io.prelabel.plugin.PluginException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** Images written into the task itself: {@code data:image/png;base64,..} (RFC 2397). */
final class DataUri {
  private DataUri() {}

  /** Returns the bytes; white space in the text, as mail programs break it, is ignored. */
  static byte[] bytes(String text, int maxBytes) {
    int comma = text.indexOf(',');
    String head = comma < 0 ? "" : text.substring(0, comma).toLowerCase(Locale.ROOT);
    if (!head.endsWith(";base64")) {
      throw PluginException.badInput("The task's data URI is not encoded in base64.");
    }
    // Four characters are three bytes: what is surely too long is not decoded at all.
    if ((text.length() - comma) / 4L * 3 > maxBytes * 2L) {
      throw tooLarge(maxBytes);
    }
    byte[] bytes = decoded(text.substring(comma + 1));
    if (bytes.length > maxBytes) {
      throw tooLarge(maxBytes);
    }
    return bytes;
  }

  private static byte[] decoded(String base64) {
    String text = base64.replaceAll("\\s+", "").replace("%2B", "+").replace("%2F", "/");
    try {
      return Base64.getDecoder().decode(text.replace("%3D", "=").getBytes(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw PluginException.badInput("The task's data URI is not valid base64.");
    }
  }

  private static PluginException tooLarge(int maxBytes) {
    return PluginException.badInput(
        "The image in the task's data is larger than the limit of %d bytes.".formatted(maxBytes));
  }
}
