package io.prelabel.integration.picture;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;

/**
 * One use of an image reader: opened on bytes in memory, metadata ignored, its warnings judged, and
 * disposed of whatever happens.
 */
final class ImageReading {
  /** What is asked of an open reader. */
  interface Step<T> {
    T run(ImageReader reader) throws IOException;
  }

  private ImageReading() {}

  static <T> T of(ImageReaderSpi provider, byte[] encoded, Step<T> step) throws IOException {
    return of(provider, new ByteArrayImageInputStream(encoded), step);
  }

  /** Closes the input too. */
  static <T> T of(ImageReaderSpi provider, ImageInputStream encoded, Step<T> step)
      throws IOException {
    ImageReader reader = provider.createReaderInstance();
    try (ImageInputStream input = encoded) {
      List<String> warnings = new ArrayList<>();
      reader.addIIOReadWarningListener((source, warning) -> keep(warnings, warning));
      reader.setInput(input, true, true);
      T result = step.run(reader);
      warnings.forEach(ImageReading::judge);
      return result;
    } finally {
      reader.dispose();
    }
  }

  /** A damaged file can warn once a block; the first few tell all. */
  private static void keep(List<String> warnings, String warning) {
    if (warnings.size() < 100) {
      warnings.add(warning.toLowerCase(Locale.ROOT));
    }
  }

  /**
   * Java's JPEG reader fills what is missing with grey and merely warns, in the words of libjpeg's
   * jerror.h. "Extraneous bytes before marker" is harmless and common.
   */
  private static void judge(String warning) {
    if (warning.contains("premature end") || warning.contains("truncated file")) {
      throw Refusal.truncated();
    }
    if (warning.contains("corrupt") && !warning.contains("extraneous")) {
      throw Refusal.damaged("its data contradict themselves");
    }
  }
}
