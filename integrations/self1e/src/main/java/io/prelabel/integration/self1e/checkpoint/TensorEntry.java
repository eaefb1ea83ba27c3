package io.prelabel.integration.self1e.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Where one tensor lies in a safetensors file.
 *
 * @param file the file
 * @param name the tensor's name
 * @param type how its numbers are stored, little-endian
 * @param shape sizes of the dimensions, row-major
 * @param offset first byte in the file
 * @param size number of bytes; the product of the shape times the size of a number
 */
public record TensorEntry(
    Path file, String name, StoredType type, List<Long> shape, long offset, long size) {
  /** Takes the bytes of a tensor piece by piece. */
  @FunctionalInterface
  public interface PieceConsumer {
    /**
     * @param piece direct, little-endian, all of it remaining; gone after the call
     * @param at index of the piece's first byte in the tensor
     */
    void accept(ByteBuffer piece, long at);
  }

  /**
   * Maps the tensor's bytes into memory, one piece at a time and in order; each is unmapped before
   * the next, so that a checkpoint of any size needs the memory of one piece.
   *
   * @param pieceSize bytes, a multiple of the size of a number
   */
  public void read(int pieceSize, PieceConsumer consumer) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      for (long at = 0; at < size; at += pieceSize) {
        long length = Math.min(pieceSize, size - at);
        try (Mapping mapping = Mapping.of(channel, offset + at, length)) {
          consumer.accept(mapping.bytes(), at);
        }
      }
    } catch (IOException e) {
      throw CheckpointFolder.unreadable(file, e);
    }
  }
}
