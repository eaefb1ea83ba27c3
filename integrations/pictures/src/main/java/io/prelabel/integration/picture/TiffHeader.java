package io.prelabel.integration.picture;

import java.util.Optional;
import java.util.Set;

/**
 * A TIFF's first page as its tags describe it.
 *
 * @param bits of a sample
 * @param samples of a pixel
 * @param sampleFormat 1 unsigned, 2 signed, 3 floating point
 * @param photometric 0 white is zero, 1 black is zero, 2 RGB, 3 palette, 5 CMYK, 6 YCbCr, 8 CIELAB
 */
record TiffHeader(
    long width, long height, int bits, int samples, int sampleFormat, int photometric) {
  private static final Set<Integer> BITS = Set.of(1, 2, 4, 8, 16, 32, 64);
  private static final int MOST_SAMPLES = 5;
  private static final long MOST_TILE_SAMPLES = 1 << 24;
  private static final int OLD_JPEG = 6;

  static TiffHeader of(TiffDirectory directory) {
    if (directory.numbers(TiffTags.DNG_VERSION).isPresent()
        || (number(directory, TiffTags.SUBFILE_KIND, 0) & 1) == 1) {
      throw Refusal.unsupported("camera raw: its first page is only a preview");
    }
    return new TiffHeader(
        number(directory, TiffTags.WIDTH, 0),
        number(directory, TiffTags.HEIGHT, 0),
        (int) number(directory, TiffTags.BITS, 1),
        (int) number(directory, TiffTags.SAMPLES, 1),
        (int) number(directory, TiffTags.SAMPLE_FORMAT, 1),
        (int) number(directory, TiffTags.PHOTOMETRIC, 1));
  }

  boolean floatingPoint() {
    return sampleFormat == 3;
  }

  /**
   * Refuses what no reader can answer, and what would make one allocate by a number in the file.
   */
  void requireReadable(TiffDirectory directory, Bytes file) {
    if (!BITS.contains(bits) || samples < 1 || samples > MOST_SAMPLES) {
      throw Refusal.unsupported("tiff of %d samples of %d bits".formatted(samples, bits));
    }
    if (photometric > 8) {
      throw Refusal.unsupported("tiff of a sensor's raw samples");
    }
    if (number(directory, TiffTags.COMPRESSION, 1) == OLD_JPEG) {
      throw Refusal.unsupported("tiff around an old-style jpeg");
    }
    long tile =
        number(directory, TiffTags.TILE_WIDTH, 1) * number(directory, TiffTags.TILE_HEIGHT, 1);
    if (tile < 1 || tile > MOST_TILE_SAMPLES) {
      throw Refusal.damaged("tiles of %d pixels".formatted(tile));
    }
    requireDataInside(directory, file, TiffTags.STRIP_OFFSETS, TiffTags.STRIP_BYTES);
    requireDataInside(directory, file, TiffTags.TILE_OFFSETS, TiffTags.TILE_BYTES);
  }

  private static void requireDataInside(
      TiffDirectory directory, Bytes file, int offsetsTag, int bytesTag) {
    Optional<TiffDirectory.Numbers> offsets = directory.numbers(offsetsTag);
    Optional<TiffDirectory.Numbers> bytes = directory.numbers(bytesTag);
    if (offsets.isEmpty() || bytes.isEmpty()) {
      return;
    }
    for (int i = 0; i < Math.min(offsets.get().count(), bytes.get().count()); i++) {
      if (!file.has(offsets.get().get(i), bytes.get().get(i))) {
        throw Refusal.truncated();
      }
    }
  }

  private static long number(TiffDirectory directory, int tag, long otherwise) {
    return directory.number(tag).orElse(otherwise);
  }
}
