package io.prelabel.service.export;

import io.prelabel.batch.source.ImageSource;
import io.prelabel.plugin.image.Picture;
import io.prelabel.plugin.image.PictureDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Draws the masks of a run into copies of its pictures, one after the other. */
public final class OverlayExport {
  private final ImageSource source;
  private final PictureDecoder decoder;
  private final OverlayFiles files;

  public OverlayExport(ImageSource source, PictureDecoder decoder, Path folder) {
    this.source = source;
    this.decoder = decoder;
    this.files = new OverlayFiles(folder);
  }

  /**
   * Writes one picture per image that is done or empty.
   *
   * @return how many
   */
  public long write(RunContent content) throws IOException {
    Palette palette = Palette.of(content.summary().promptSet());
    long[] count = {0};
    try {
      content.forEachImage(
          image -> {
            write(image, palette);
            count[0]++;
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return count[0];
  }

  private void write(LabeledImage image, Palette palette) {
    try {
      Picture picture = decoder.decode(source.read(image.uri()));
      files.write(image.fileName(), Overlay.draw(picture, image.predictions(), palette));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
