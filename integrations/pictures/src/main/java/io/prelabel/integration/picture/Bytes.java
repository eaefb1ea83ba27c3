package io.prelabel.integration.picture;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Checksum;

/**
 * A window on an encoded file. Every read is checked against the window, and one that leaves it is
 * answered "truncated": nothing that a header claims can reach beyond the bytes that are there.
 * Positions count from the window's start; they are longs, since file formats hold 32-bit unsigned
 * offsets.
 */
final class Bytes {
  private final byte[] array;
  private final int start;
  private final int length;

  private Bytes(byte[] array, int start, int length) {
    this.array = array;
    this.start = start;
    this.length = length;
  }

  static Bytes of(byte[] array) {
    return new Bytes(array, 0, array.length);
  }

  int length() {
    return length;
  }

  /** Returns whether {@code count} bytes are there from {@code at} on. */
  boolean has(long at, long count) {
    return at >= 0 && count >= 0 && count <= length && at <= length - count;
  }

  Bytes slice(long at, long count) {
    return new Bytes(array, index(at, count), (int) count);
  }

  /** Returns the window from {@code at} to the end. */
  Bytes from(long at) {
    return slice(at, length - at);
  }

  boolean matches(long at, String ascii) {
    return matches(at, ascii.getBytes(StandardCharsets.ISO_8859_1));
  }

  private boolean matches(long at, byte[] wanted) {
    if (!has(at, wanted.length)) {
      return false;
    }
    int first = start + (int) at;
    return Arrays.equals(array, first, first + wanted.length, wanted, 0, wanted.length);
  }

  String ascii(long at, int count) {
    return new String(array, index(at, count), count, StandardCharsets.ISO_8859_1);
  }

  int u8(long at) {
    return array[index(at, 1)] & 0xFF;
  }

  int u16be(long at) {
    int i = index(at, 2);
    return (array[i] & 0xFF) << 8 | (array[i + 1] & 0xFF);
  }

  int u16le(long at) {
    int i = index(at, 2);
    return (array[i] & 0xFF) | (array[i + 1] & 0xFF) << 8;
  }

  int u24le(long at) {
    return u16le(at) | u8(at + 2) << 16;
  }

  long u32be(long at) {
    return (long) u16be(at) << 16 | u16be(at + 2);
  }

  long u32le(long at) {
    return u16le(at) | (long) u16le(at + 2) << 16;
  }

  byte[] toArray() {
    return Arrays.copyOfRange(array, start, start + length);
  }

  void writeTo(ByteArrayOutputStream out) {
    out.write(array, start, length);
  }

  /** Adds the window to a checksum. */
  void update(Checksum checksum) {
    checksum.update(array, start, length);
  }

  private int index(long at, long count) {
    if (!has(at, count)) {
      throw Refusal.truncated();
    }
    return start + (int) at;
  }
}
