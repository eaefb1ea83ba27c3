package io.prelabel.integration.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A PNG file as its chunks (PNG specification, third edition, section 5). A file that stops inside
 * a chunk yields the chunks before it.
 *
 * @param chunks in the file's order, IEND excluded
 * @param cut whether the file stops inside a chunk
 * @param ended whether IEND was there
 */
record PngChunks(List<Chunk> chunks, boolean cut, boolean ended) {
  private static final int SIGNATURE = 8;
  private static final int LENGTH_TYPE_AND_CRC = 12;

  /**
   * One chunk.
   *
   * @param whole length, type, content and checksum
   */
  record Chunk(String type, Bytes whole) {
    Bytes content() {
      return whole.slice(8, whole.length() - LENGTH_TYPE_AND_CRC);
    }

    boolean checksumFits() {
      CRC32 crc = new CRC32();
      whole.slice(4, whole.length() - 8).update(crc);
      return crc.getValue() == whole.u32be(whole.length() - 4);
    }

    void requireChecksum() {
      if (!checksumFits()) {
        throw Refusal.damaged("the checksum of its %s chunk is wrong".formatted(type));
      }
    }
  }

  static PngChunks of(Bytes file) {
    List<Chunk> chunks = new ArrayList<>();
    long at = SIGNATURE;
    while (file.has(at, LENGTH_TYPE_AND_CRC)) {
      long size = file.u32be(at) + LENGTH_TYPE_AND_CRC;
      if (!file.has(at, size)) {
        return new PngChunks(chunks, true, false);
      }
      Chunk chunk = new Chunk(file.ascii(at + 4, 4), file.slice(at, size));
      if (chunk.type().equals("IEND")) {
        return new PngChunks(chunks, false, true);
      }
      chunks.add(chunk);
      at += size;
    }
    return new PngChunks(chunks, at < file.length(), false);
  }

  Optional<Chunk> first(String type) {
    return chunks.stream().filter(chunk -> chunk.type().equals(type)).findFirst();
  }
}
