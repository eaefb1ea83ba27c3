package io.prelabel.integration.picture;

import java.util.Set;

/** The tags that make up a TIFF picture's pixels (TIFF 6.0, part 2 and sections 14, 15, 21, 22). */
final class TiffTags {
  static final int SUBFILE_KIND = 254;
  static final int WIDTH = 256;
  static final int HEIGHT = 257;
  static final int BITS = 258;
  static final int COMPRESSION = 259;
  static final int PHOTOMETRIC = 262;
  static final int STRIP_OFFSETS = 273;
  static final int SAMPLES = 277;
  static final int ROWS_PER_STRIP = 278;
  static final int STRIP_BYTES = 279;
  static final int TILE_WIDTH = 322;
  static final int TILE_HEIGHT = 323;
  static final int TILE_OFFSETS = 324;
  static final int TILE_BYTES = 325;
  static final int EXTRA_SAMPLES = 338;
  static final int SAMPLE_FORMAT = 339;
  static final int DNG_VERSION = 50706;

  /**
   * What a reader is shown: the above, and fill order (266), planes (284), fax options (292, 293),
   * predictor (317), palette (320), ink set (332), JPEG tables (347), and YCbCr's 529 to 532.
   */
  static final Set<Integer> PICTURE =
      Set.of(
          WIDTH,
          HEIGHT,
          BITS,
          COMPRESSION,
          PHOTOMETRIC,
          266,
          STRIP_OFFSETS,
          SAMPLES,
          ROWS_PER_STRIP,
          STRIP_BYTES,
          284,
          292,
          293,
          317,
          320,
          TILE_WIDTH,
          TILE_HEIGHT,
          TILE_OFFSETS,
          TILE_BYTES,
          332,
          EXTRA_SAMPLES,
          SAMPLE_FORMAT,
          347,
          529,
          530,
          531,
          532);

  private TiffTags() {}
}
