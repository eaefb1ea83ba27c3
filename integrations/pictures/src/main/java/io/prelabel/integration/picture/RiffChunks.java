package io.prelabel.integration.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A RIFF file's or a frame's chunks: four characters, a little-endian length, content, padded to an
 * even length (WebP container specification, "RIFF file format").
 */
record RiffChunks(List<Chunk> chunks) {
  private static final int FILE_HEADER = 12;
  private static final int CHUNK_HEADER = 8;

  /** One chunk. */
  record Chunk(String type, Bytes content) {}

  /** Returns the chunks of a whole WebP file; refuses one that is shorter than it says. */
  static RiffChunks ofFile(Bytes file) {
    long end = CHUNK_HEADER + file.u32le(4);
    return of(file.slice(FILE_HEADER, end - FILE_HEADER));
  }

  static RiffChunks of(Bytes content) {
    List<Chunk> chunks = new ArrayList<>();
    long at = 0;
    while (content.has(at, CHUNK_HEADER)) {
      long length = content.u32le(at + 4);
      chunks.add(new Chunk(content.ascii(at, 4), content.slice(at + CHUNK_HEADER, length)));
      at += CHUNK_HEADER + length + length % 2;
    }
    return new RiffChunks(chunks);
  }

  Optional<Chunk> first(String type) {
    return chunks.stream().filter(chunk -> chunk.type().equals(type)).findFirst();
  }

  long count(String type) {
    return chunks.stream().filter(chunk -> chunk.type().equals(type)).count();
  }
}
