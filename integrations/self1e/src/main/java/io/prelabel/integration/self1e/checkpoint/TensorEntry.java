package io.prelabel.integration.self1e.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
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
  /** One Java buffer ends at 2 GiB; a multiple of all number sizes. */
  private static final long PIECE = 1L << 30;

  /**
   * Maps the tensor's bytes into memory, in order, in pieces of at most a gibibyte. Nothing is read
   * yet. The mapping ends when the buffers are garbage.
   */
  public List<ByteBuffer> map() {
    List<ByteBuffer> pieces = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      for (long at = 0; at < size; at += PIECE) {
        ByteBuffer piece = channel.map(MapMode.READ_ONLY, offset + at, Math.min(PIECE, size - at));
        pieces.add(piece.order(ByteOrder.LITTLE_ENDIAN));
      }
    } catch (IOException e) {
      throw CheckpointFolder.unreadable(file, e);
    }
    return pieces;
  }
}
