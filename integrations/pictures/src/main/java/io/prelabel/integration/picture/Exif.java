package io.prelabel.integration.picture;

import io.prelabel.plugin.PluginException;

/**
 * The orientation in an EXIF block. A block that is cut off, points outside itself or holds
 * something else under the tag means "leave as stored", never a refusal: the picture is whole.
 */
final class Exif {
  static final int ORIENTATION = 274;

  private static final String PREFIX = "Exif\u0000\u0000";

  private Exif() {}

  /** Takes the block with or without the {@code Exif} prefix that JPEG puts in front. */
  static Orientation orientation(Bytes block) {
    try {
      Bytes tiff = block.matches(0, PREFIX) ? block.from(PREFIX.length()) : block;
      return TiffDirectory.first(tiff)
          .map(directory -> Orientation.ofTag(directory.number(ORIENTATION).orElse(1)))
          .orElse(Orientation.NORMAL);
    } catch (PluginException outsideTheBlock) {
      return Orientation.NORMAL;
    }
  }

  /** Returns whether a JPEG APP1 segment's content is EXIF; it may be XMP as well. */
  static boolean startsHere(Bytes segment) {
    return segment.matches(0, PREFIX);
  }
}
