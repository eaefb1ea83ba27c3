package io.prelabel.integration.picture;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A directory of a TIFF structure, mostly the first ("IFD0"); an EXIF block is such a structure too
 * (TIFF 6.0, section 2). Reads only what it is asked for, follows no pointer but the one to the
 * directory, and allocates nothing in proportion to what an entry claims.
 */
final class TiffDirectory {
  static final int ENTRY_SIZE = 12;

  private static final int BYTE = 1;
  private static final int SHORT = 3;
  private static final int LONG = 4;

  private final Bytes tiff;
  private final boolean littleEndian;
  private final long start;

  private TiffDirectory(Bytes tiff, boolean littleEndian, long start) {
    this.tiff = tiff;
    this.littleEndian = littleEndian;
    this.start = start;
  }

  /** Returns the first directory, or nothing where the bytes are no TIFF structure. */
  static Optional<TiffDirectory> first(Bytes tiff) {
    if (tiff.matches(0, "II*\u0000")) {
      return Optional.of(new TiffDirectory(tiff, true, tiff.u32le(4)));
    }
    if (tiff.matches(0, "MM\u0000*")) {
      return Optional.of(new TiffDirectory(tiff, false, tiff.u32be(4)));
    }
    return Optional.empty();
  }

  /** Returns the directory that begins at another place of the same structure. */
  TiffDirectory at(long place) {
    return new TiffDirectory(tiff, littleEndian, place);
  }

  boolean littleEndian() {
    return littleEndian;
  }

  int entries() {
    return u16(start);
  }

  /** Returns the 12 bytes of an entry as they are stored. */
  Bytes entry(int index) {
    return tiff.slice(start + 2 + (long) index * ENTRY_SIZE, ENTRY_SIZE);
  }

  int tag(int index) {
    return u16(start + 2 + (long) index * ENTRY_SIZE);
  }

  /** Returns where the next directory begins; 0 where this is the last one. */
  long next() {
    return u32(start + 2 + (long) entries() * ENTRY_SIZE);
  }

  /** Returns a tag's first value where it is a whole number. */
  OptionalLong number(int tag) {
    return numbers(tag).map(values -> OptionalLong.of(values.get(0))).orElse(OptionalLong.empty());
  }

  /** Returns a tag's values where they are whole numbers; the first entry of the tag counts. */
  Optional<Numbers> numbers(int tag) {
    for (int i = 0; i < entries(); i++) {
      if (tag(i) == tag) {
        return numbersAt(start + 2 + (long) i * ENTRY_SIZE);
      }
    }
    return Optional.empty();
  }

  private Optional<Numbers> numbersAt(long entry) {
    int type = u16(entry + 2);
    int size = type == BYTE ? 1 : type == SHORT ? 2 : type == LONG ? 4 : 0;
    long count = u32(entry + 4);
    if (size == 0 || count == 0) {
      return Optional.empty();
    }
    long at = count * size <= 4 ? entry + 8 : u32(entry + 8);
    return Optional.of(new Numbers(tiff.slice(at, count * size), size));
  }

  /** The whole numbers of one entry, read in place. */
  final class Numbers {
    private final Bytes values;
    private final int size;

    private Numbers(Bytes values, int size) {
      this.values = values;
      this.size = size;
    }

    int count() {
      return values.length() / size;
    }

    long get(int index) {
      long at = (long) index * size;
      return switch (size) {
        case 1 -> values.u8(at);
        case 2 -> littleEndian ? values.u16le(at) : values.u16be(at);
        default -> littleEndian ? values.u32le(at) : values.u32be(at);
      };
    }
  }

  private int u16(long at) {
    return littleEndian ? tiff.u16le(at) : tiff.u16be(at);
  }

  private long u32(long at) {
    return littleEndian ? tiff.u32le(at) : tiff.u32be(at);
  }
}
