package io.prelabel.integration.picture;

/** How a JPEG's components are meant: as they are, or as luminance and colour differences. */
enum AdobeTransform {
  /** RGB or CMYK. */
  NONE,
  /** YCbCr or YCCK. */
  LUMINANCE;

  /** Returns an Adobe APP14 segment that says so for a picture of so many components. */
  byte[] segment(int components) {
    int transform = this == NONE ? 0 : components == 4 ? 2 : 1;
    return new byte[] {
      (byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform
    };
  }
}
