package io.prelabel.integration.picture.vp8;

import java.io.IOException;

/**
 * A decoded VP8 key frame, not yet RGB. Holds 1.5 bytes a pixel. Immutable once decoded.
 *
 * <p>The conversion is libwebp's: colour differences are interpolated between their samples, 9 : 3
 * : 3 : 1 ("fancy upsampling"), and turned into RGB by its 14-bit factors for BT.601.
 */
public final class Vp8Picture {
  private final int width;
  private final int height;
  private final Frame frame;

  private Vp8Picture(int width, int height, Frame frame) {
    this.width = width;
    this.height = height;
    this.frame = frame;
  }

  /**
   * Decodes the content of a WebP file's {@code VP8 } chunk.
   *
   * @throws java.io.EOFException where the data end early
   * @throws IOException where they are no key frame
   */
  public static Vp8Picture decode(byte[] data) throws IOException {
    FrameHeader header = FrameHeader.read(data);
    Frame frame = new Frame(header);
    frame.decode();
    return new Vp8Picture(header.width(), header.height(), frame);
  }

  /**
   * Writes the picture into a larger one.
   *
   * @param rgb row-major, {@code rowWidth} pixels a row
   * @param x column where the picture's left side goes
   * @param y row where the picture's top goes
   */
  public void copyTo(byte[] rgb, int rowWidth, int x, int y) {
    byte[] us = new byte[width];
    byte[] vs = new byte[width];
    for (int row = 0; row < height; row++) {
      interpolate(frame.u, row, us);
      interpolate(frame.v, row, vs);
      int at = frame.y.at(0, row);
      int to = 3 * ((y + row) * rowWidth + x);
      for (int i = 0; i < width; i++, to += 3) {
        convert(frame.y.get(at + i), us[i] & 0xFF, vs[i] & 0xFF, rgb, to);
      }
    }
  }

  /** Writes one full-width row of a colour difference; half of the rows lie between two samples. */
  private void interpolate(Plane plane, int row, byte[] to) {
    int last = (height + 1) / 2 - 1;
    int near = plane.at(0, row / 2);
    int far = plane.at(0, Math.max(0, Math.min(last, row % 2 == 0 ? row / 2 - 1 : row / 2 + 1)));
    int pairs = (width - 1) / 2;
    to[0] = (byte) atSide(plane.get(near), plane.get(far));
    for (int i = 1; i <= pairs; i++) {
      int nearLeft = plane.get(near + i - 1);
      int nearRight = plane.get(near + i);
      int farLeft = plane.get(far + i - 1);
      int farRight = plane.get(far + i);
      int sum = nearLeft + nearRight + farLeft + farRight + 8;
      to[2 * i - 1] = (byte) ((((sum + 2 * (nearRight + farLeft)) >> 3) + nearLeft) >> 1);
      to[2 * i] = (byte) ((((sum + 2 * (nearLeft + farRight)) >> 3) + nearRight) >> 1);
    }
    if (width % 2 == 0) {
      to[width - 1] = (byte) atSide(plane.get(near + pairs), plane.get(far + pairs));
    }
  }

  private static int atSide(int near, int far) {
    return (3 * near + far + 2) >> 2;
  }

  private static void convert(int y, int u, int v, byte[] rgb, int to) {
    int light = y * 19077 >> 8;
    rgb[to] = clip(light + (v * 26149 >> 8) - 14234);
    rgb[to + 1] = clip(light - (u * 6419 >> 8) - (v * 13320 >> 8) + 8708);
    rgb[to + 2] = clip(light + (u * 33050 >> 8) - 17685);
  }

  private static byte clip(int value) {
    return (byte) Math.max(0, Math.min(255, value >> 6));
  }
}
