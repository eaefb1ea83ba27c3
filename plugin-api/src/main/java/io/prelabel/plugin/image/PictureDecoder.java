package io.prelabel.plugin.image;

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

  /** Returns whether the first bytes of a file (32 are enough) are those of a supported format. */
  boolean recognises(byte[] firstBytes);
}
