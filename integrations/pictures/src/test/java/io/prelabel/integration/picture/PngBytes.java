package io.prelabel.integration.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Makes PNG files, and changes them so that their checksums still fit. */
final class PngBytes {
  private static final int IHDR = 12;

  private PngBytes() {}

  /** Returns a black RGBA picture of any size in little memory. */
  static byte[] rgba(int width, int height) {
    Deflater deflater = new Deflater();
    ByteArrayOutputStream idat = new ByteArrayOutputStream();
    byte[] row = new byte[1 + 4 * width];
    byte[] packed = new byte[1 << 16];
    for (int y = 0; y <= height; y++) {
      if (y < height) {
        deflater.setInput(row);
      } else {
        deflater.finish();
      }
      for (int n = deflater.deflate(packed); n > 0; n = deflater.deflate(packed)) {
        idat.write(packed, 0, n);
      }
    }
    deflater.end();
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put(new byte[] {8, 6, 0, 0, 0});
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
    png.writeBytes(chunk("IHDR", header.array()));
    png.writeBytes(chunk("IDAT", idat.toByteArray()));
    png.writeBytes(chunk("IEND", new byte[0]));
    return png.toByteArray();
  }

  private static byte[] chunk(String type, byte[] content) {
    ByteBuffer chunk = ByteBuffer.allocate(content.length + 12);
    chunk.putInt(content.length).put(type.getBytes(StandardCharsets.US_ASCII)).put(content);
    CRC32 crc = new CRC32();
    crc.update(chunk.array(), 4, content.length + 4);
    return chunk.putInt((int) crc.getValue()).array();
  }

  static byte[] withSize(byte[] png, int width, int height) {
    byte[] changed = png.clone();
    ByteBuffer.wrap(changed).putInt(IHDR + 4, width).putInt(IHDR + 8, height);
    CRC32 crc = new CRC32();
    crc.update(changed, IHDR, 17);
    ByteBuffer.wrap(changed).putInt(IHDR + 17, (int) crc.getValue());
    return changed;
  }
}
