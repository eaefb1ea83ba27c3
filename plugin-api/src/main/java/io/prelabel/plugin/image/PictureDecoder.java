package io.prelabel.plugin.image;

import java.util.function.UnaryOperator;

/**
 * Turns an encoded file into upright RGB. Decides by content, never by name. Thread-safe.
 *
 * <p>Both methods throw {@link io.prelabel.plugin.PluginException} with category {@code BAD_INPUT}
 * and a short reason ("truncated", "too many pixels: 30000 x 30000, the limit is 100 million") for
 * anything that is not a whole picture of a supported format; the reason never holds a path. They
 * allocate in proportion to what they return, never to what a header claims beyond the limit.
 */
public interface PictureDecoder {
  /** Reads the header alone: size as shown, orientation applied. Nothing is decoded. */
  PictureSize size(byte[] encoded);

  /** Decodes the first frame, applies the EXIF orientation and drops alpha. */
  Picture decode(byte[] encoded);

  /**
   * Decodes like {@link #decode(byte[])}, but may leave pixels out while it decodes, where the
   * format allows: the picture is then smaller than {@link Picture#shown()}, and not below what is
   * enough. Pixels differ from those of an exact decoding that is scaled afterwards.
   *
   * @param enough the size that suffices for a picture of a given size; the same size asks for an
   *     exact decoding
   */
  default Picture decode(byte[] encoded, UnaryOperator<PictureSize> enough) {
    return decode(encoded);
  }

  /** Returns whether the first bytes of a file (32 are enough) are those of a supported format. */
  boolean recognises(byte[] firstBytes);
}
