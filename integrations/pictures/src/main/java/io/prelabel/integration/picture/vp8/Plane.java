package io.prelabel.integration.picture.vp8;

import java.util.Arrays;

/**
 * One component of a frame, in whole macroblocks, with the row above and the column to the left
 * that prediction starts from: 127 above, 129 to the left (RFC 6386, section 12.2).
 */
final class Plane {
  final byte[] pixels;
  final int stride;

  Plane(int width, int height) {
    stride = width + 1;
    pixels = new byte[Math.multiplyExact(stride, height + 1)];
    Arrays.fill(pixels, 0, stride, (byte) 127);
    for (int y = 0; y < height; y++) {
      pixels[at(-1, y)] = (byte) 129;
    }
  }

  int at(int x, int y) {
    return (y + 1) * stride + x + 1;
  }

  int get(int at) {
    return pixels[at] & 0xFF;
  }

  void set(int at, int value) {
    pixels[at] = (byte) Math.max(0, Math.min(255, value));
  }
}
