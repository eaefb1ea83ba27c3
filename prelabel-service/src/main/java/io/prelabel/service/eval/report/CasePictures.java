package io.prelabel.service.eval.report;

import io.prelabel.batch.source.ImageSource;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.image.Picture;
import io.prelabel.plugin.image.PictureDecoder;
import io.prelabel.plugin.mask.Mask;
import io.prelabel.service.eval.WorstCase;
import io.prelabel.service.export.Overlay;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * Draws cases for the report: the picture with what is there, and with what was found, as small
 * JPEGs in {@code data:} addresses. Reads a picture again for that, one at a time.
 */
public final class CasePictures {
  /** What is there; blue and orange are told apart with any form of colour blindness. */
  static final Color TRUTH = Color.decode("#0072b2");

  static final Color FOUND = Color.decode("#e69f00");

  private static final int MAX_SIDE = 640;
  private static final float QUALITY = 0.82f;

  private final Path images;
  private final ImageSource source;
  private final PictureDecoder decoder;

  /**
   * @param images the folder that names of files are relative to
   */
  public CasePictures(Path images, ImageSource source, PictureDecoder decoder) {
    this.images = images;
    this.source = source;
    this.decoder = decoder;
  }

  /** Two drawings of one picture, as addresses of images. */
  record Pair(String truth, String found) {}

  /** Draws a case; empty where its picture can't be read any more. */
  Optional<Pair> draw(WorstCase shown) {
    try {
      Picture picture = decoder.decode(source.read(images.resolve(shown.fileName()).toUri()));
      return Optional.of(
          new Pair(
              address(picture, shown.target().objects(), TRUTH),
              address(picture, shown.found(), FOUND)));
    } catch (PluginException | IOException changedMeanwhile) {
      return Optional.empty();
    }
  }

  private static String address(Picture picture, Mask mask, Color colour) throws IOException {
    byte[] jpeg = jpeg(Overlay.spotlight(picture, mask, colour, MAX_SIDE));
    return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg);
  }

  private static byte[] jpeg(BufferedImage image) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam settings = writer.getDefaultWriteParam();
      settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      settings.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), settings);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
