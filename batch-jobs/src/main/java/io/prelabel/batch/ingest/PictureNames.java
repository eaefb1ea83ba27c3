package io.prelabel.batch.ingest;

import java.util.Locale;
import java.util.Set;

/** Tells by its extension whether a file is meant to be a picture, readable by us or not. */
final class PictureNames {
  private static final Set<String> EXTENSIONS =
      Set.of(
          "jpg", "jpeg", "jpe", "jfif", "png", "apng", "gif", "bmp", "dib", "tif", "tiff", "webp",
          "heic", "heif", "avif", "jp2", "jxl", "svg");

  private PictureNames() {}

  static boolean isPicture(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot >= 0 && EXTENSIONS.contains(fileName.substring(dot + 1).toLowerCase(Locale.ROOT));
  }
}
