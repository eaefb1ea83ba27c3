package io.prelabel.integration.picture;

import io.prelabel.plugin.image.Picture;
import java.util.Arrays;

/**
 * The first frame of a GIF on its screen. What the frame leaves free is filled as Pillow does: with
 * the transparent colour where there is one, else with colour 0. The transparent colour keeps what
 * the palette says.
 */
final class GifFormat implements PictureFormat {
  @Override
  public boolean matches(Bytes first) {
    return first.matches(0, "GIF87a") || first.matches(0, "GIF89a");
  }

  @Override
  public Header header(Bytes file) {
    GifFrame frame = GifFrame.first(file);
    if (frame.width() < 1 || frame.height() < 1) {
      throw Refusal.badSize(frame.width(), frame.height());
    }
    return Header.of(
        Math.max(file.u16le(6), frame.left() + frame.width()),
        Math.max(file.u16le(8), frame.top() + frame.height()),
        Orientation.NORMAL,
        Notes.firstFrameOf(GifBlocks.countFrames(file)));
  }

  @Override
  public Picture decode(Bytes file, Header header) {
    GifFrame frame = GifFrame.first(file);
    byte[] indices =
        new GifLzw(frame.data(), frame.codeSize()).decode(frame.width() * frame.height());
    byte[] rgb = header.newRgb();
    if (frame.width() < header.width() || frame.height() < header.height()) {
      fill(rgb, frame);
    }
    for (int i = 0; i < frame.height(); i++) {
      int at = header.width() * (frame.top() + frame.row(i)) + frame.left();
      for (int x = 0; x < frame.width(); x++) {
        frame.palette().copy(indices[i * frame.width() + x] & 0xFF, rgb, 3 * (at + x));
      }
    }
    return new Picture(header.width(), header.height(), rgb, header.notes());
  }

  private static void fill(byte[] rgb, GifFrame frame) {
    byte[] colour = new byte[3];
    frame.palette().copy(frame.transparent().orElse(0), colour, 0);
    if (colour[0] == colour[1] && colour[1] == colour[2]) {
      Arrays.fill(rgb, colour[0]);
      return;
    }
    for (int at = 0; at < rgb.length; at += 3) {
      System.arraycopy(colour, 0, rgb, at, 3);
    }
  }
}
