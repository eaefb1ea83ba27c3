package io.prelabel.integration.picture;

import io.prelabel.plugin.PluginException;
import java.util.List;
import java.util.Locale;

/**
 * Says what a file is that is none of the supported formats, as far as its first bytes tell: a data
 * set's owner can do more with "an HTML page" than with "not an image".
 */
final class UnknownContent {
  private static final int LOOKED_AT = 512;

  /** Known pictures that are not read: where their mark stands, the mark, what to call them. */
  private record Mark(int at, String bytes, String format) {}

  private static final List<Mark> UNSUPPORTED =
      List.of(
          new Mark(4, "ftypheic", "heic"),
          new Mark(4, "ftypheix", "heic"),
          new Mark(4, "ftypmif1", "heif"),
          new Mark(4, "ftypavif", "avif"),
          new Mark(4, "ftypavis", "avif"),
          new Mark(0, "\u0000\u0000\u0000\fjP  ", "jpeg 2000"),
          new Mark(0, "\u00FFO\u00FFQ", "jpeg 2000"),
          new Mark(0, "\u0000\u0000\u0000\fJXL ", "jpeg xl"),
          new Mark(0, "\u00FF\n", "jpeg xl"),
          new Mark(0, "II+\u0000", "bigtiff"),
          new Mark(0, "MM\u0000+", "bigtiff"),
          new Mark(0, "8BPS", "psd"),
          new Mark(0, "\u0000\u0000\u0001\u0000", "ico"),
          new Mark(0, "DDS ", "dds"),
          new Mark(0, "v/1\u0001", "openexr"));

  private UnknownContent() {}

  static PluginException refusal(Bytes file) {
    if (file.length() == 0) {
      return Refusal.empty();
    }
    for (Mark mark : UNSUPPORTED) {
      if (file.matches(mark.at(), mark.bytes())) {
        return Refusal.unsupported(mark.format());
      }
    }
    if (isPortableAnymap(file)) {
      return Refusal.unsupported("pnm");
    }
    return ofText(file.ascii(0, Math.min(LOOKED_AT, file.length())));
  }

  /** PNM: "P1" to "P7", then white space or a comment. */
  private static boolean isPortableAnymap(Bytes file) {
    return file.length() > 2
        && file.u8(0) == 'P'
        && file.u8(1) >= '1'
        && file.u8(1) <= '7'
        && (Character.isWhitespace(file.u8(2)) || file.u8(2) == '#');
  }

  private static PluginException ofText(String start) {
    String text = start.replace("\u00EF\u00BB\u00BF", "").strip().toLowerCase(Locale.ROOT);
    if (text.startsWith("<svg") || (isXml(text) && text.contains("<svg"))) {
      return Refusal.unsupported("svg");
    }
    if (text.startsWith("<!doctype html") || text.startsWith("<html")) {
      return Refusal.notAnImage("an HTML page, perhaps a login or error page");
    }
    if (isXml(text)) {
      return Refusal.notAnImage("an XML document, perhaps a storage server's error");
    }
    if (text.startsWith("{") || text.startsWith("[")) {
      return Refusal.notAnImage("JSON, perhaps a server's error answer");
    }
    if (text.startsWith("%pdf-")) {
      return Refusal.notAnImage("a PDF document");
    }
    if (text.startsWith("pk\u0003\u0004")) {
      return Refusal.notAnImage("a zip archive");
    }
    if (text.startsWith("version https://git-lfs")) {
      return Refusal.notAnImage("a Git LFS pointer; fetch the real files with git lfs pull");
    }
    return Refusal.notAnImage("");
  }

  private static boolean isXml(String text) {
    return text.startsWith("<?xml") || text.startsWith("<!doctype svg") || text.startsWith("<!--");
  }
}
