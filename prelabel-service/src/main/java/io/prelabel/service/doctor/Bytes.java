package io.prelabel.service.doctor;

import java.util.Locale;

/** How amounts of memory are written. */
public final class Bytes {
  static final long MIB = 1L << 20;
  static final long GIB = 1L << 30;

  private Bytes() {}

  /** Such as "512 MB" or "23.4 GB", in powers of 1024, as {@code free -h} counts. */
  public static String text(long bytes) {
    return bytes < GIB
        ? "%d MB".formatted((bytes + MIB / 2) / MIB)
        : String.format(Locale.ROOT, "%.1f GB", (double) bytes / GIB);
  }
}
