package io.prelabel.integration.picture.vp8;

/** From coefficients back to differences (RFC 6386, section 14), in its exact integer steps. */
final class InverseTransform {
  private static final int COS = 20091; // (sqrt(2) cos(pi/8) - 1) * 65536
  private static final int SIN = 35468; // sqrt(2) sin(pi/8) * 65536

  private InverseTransform() {}

  /** Turns the block of averages at {@code at} into the first coefficient of blocks 0 to 15. */
  static void averages(short[] values, int at) {
    int[] t = new int[16];
    for (int i = 0; i < 4; i++) {
      int a = values[at + i] + values[at + 12 + i];
      int b = values[at + 4 + i] + values[at + 8 + i];
      int c = values[at + 4 + i] - values[at + 8 + i];
      int d = values[at + i] - values[at + 12 + i];
      t[i] = a + b;
      t[4 + i] = c + d;
      t[8 + i] = a - b;
      t[12 + i] = d - c;
    }
    for (int i = 0; i < 16; i += 4) {
      int a = t[i] + t[i + 3];
      int b = t[i + 1] + t[i + 2];
      int c = t[i + 1] - t[i + 2];
      int d = t[i] - t[i + 3];
      values[16 * i] = (short) ((a + b + 3) >> 3);
      values[16 * (i + 1)] = (short) ((c + d + 3) >> 3);
      values[16 * (i + 2)] = (short) ((a - b + 3) >> 3);
      values[16 * (i + 3)] = (short) ((d - c + 3) >> 3);
    }
  }

  /** Adds a block's differences to the 4 x 4 pixels that were predicted at {@code to}. */
  static void add(short[] values, int at, Plane plane, int to) {
    int[] t = new int[16];
    boolean any = false;
    for (int i = 0; i < 4; i++) {
      int v0 = values[at + i];
      int v1 = values[at + 4 + i];
      int v2 = values[at + 8 + i];
      int v3 = values[at + 12 + i];
      any |= (v0 | v1 | v2 | v3) != 0;
      int a = v0 + v2;
      int b = v0 - v2;
      int c = (v1 * SIN >> 16) - (v3 + (v3 * COS >> 16));
      int d = v1 + (v1 * COS >> 16) + (v3 * SIN >> 16);
      t[i] = a + d;
      t[4 + i] = b + c;
      t[8 + i] = b - c;
      t[12 + i] = a - d;
    }
    if (!any) {
      return;
    }
    for (int y = 0; y < 4; y++) {
      int i = 4 * y;
      int row = to + y * plane.stride;
      int a = t[i] + t[i + 2];
      int b = t[i] - t[i + 2];
      int c = (t[i + 1] * SIN >> 16) - (t[i + 3] + (t[i + 3] * COS >> 16));
      int d = t[i + 1] + (t[i + 1] * COS >> 16) + (t[i + 3] * SIN >> 16);
      plane.set(row, plane.get(row) + ((a + d + 4) >> 3));
      plane.set(row + 1, plane.get(row + 1) + ((b + c + 4) >> 3));
      plane.set(row + 2, plane.get(row + 2) + ((b - c + 4) >> 3));
      plane.set(row + 3, plane.get(row + 3) + ((a - d + 4) >> 3));
    }
  }
}
