package io.prelabel.integration.picture;

import java.util.Iterator;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/**
 * The image readers that come with Java, found by their class name. {@code
 * ImageIO.getImageReaders()} would hand out whichever plugin some library put on the class path;
 * our answers must not depend on that.
 */
final class JdkReaders {
  static final ImageReaderSpi JPEG = named("com.sun.imageio.plugins.jpeg.JPEGImageReaderSpi");
  static final ImageReaderSpi PNG = named("com.sun.imageio.plugins.png.PNGImageReaderSpi");
  static final ImageReaderSpi BMP = named("com.sun.imageio.plugins.bmp.BMPImageReaderSpi");

  private JdkReaders() {}

  private static ImageReaderSpi named(String className) {
    Iterator<ImageReaderSpi> providers =
        IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, false);
    while (providers.hasNext()) {
      ImageReaderSpi provider = providers.next();
      if (provider.getClass().getName().equals(className)) {
        return provider;
      }
    }
    throw new IllegalStateException("this Java has no " + className + "; use a full JDK or JRE");
  }
}
