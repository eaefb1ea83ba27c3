package io.prelabel.integration.self1e.text;

import io.prelabel.plugin.PluginException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The vocabulary of a SentencePiece model: as much of the file as numbers the tokens
 * (sentencepiece_model.proto: {@code ModelProto.pieces} = 1, each with {@code piece} = 1). All else
 * in it is the native library's.
 */
final class SentencePieces {
  private static final int PIECES = 1;
  private static final int TRAINER = 2;
  private static final int NORMALIZER = 3;
  private static final int PIECE_TEXT = 1;

  private final Path file;
  private final ObjectNode ids = JsonNodeFactory.instance.objectNode();
  private int count;

  private SentencePieces(Path file) {
    this.file = file;
  }

  /**
   * Returns the id of every piece.
   *
   * @throws PluginException {@code BAD_INPUT} where the file is damaged
   */
  static ObjectNode read(Path file, byte[] model) {
    SentencePieces pieces = new SentencePieces(file);
    try {
      pieces.readModel(ByteBuffer.wrap(model));
    } catch (BufferUnderflowException e) {
      throw damaged(file, "it was cut short");
    }
    return pieces.ids;
  }

  static PluginException damaged(Path file, String why) {
    return PluginException.badInput(
        "%s is not a whole SentencePiece model (%s); download it again".formatted(file, why));
  }

  private void readModel(ByteBuffer in) {
    boolean[] seen = new boolean[NORMALIZER + 1];
    while (in.hasRemaining()) {
      long tag = varint(in);
      int field = (int) (tag >>> 3);
      if (field >= 0 && field < seen.length) {
        seen[field] = true;
      }
      ByteBuffer content = content(in, tag);
      if (field == PIECES) {
        addPiece(content);
      }
    }
    if (!seen[PIECES] || !seen[TRAINER] || !seen[NORMALIZER]) {
      throw damaged(file, "a part of it is missing");
    }
  }

  private void addPiece(ByteBuffer in) {
    while (in.hasRemaining()) {
      long tag = varint(in);
      ByteBuffer content = content(in, tag);
      if (tag >>> 3 == PIECE_TEXT) {
        ids.put(StandardCharsets.UTF_8.decode(content).toString(), count);
      }
    }
    count++;
  }

  /** Steps over one field and returns its bytes, by the wire types of protocol buffers. */
  private ByteBuffer content(ByteBuffer in, long tag) {
    int begin = in.position();
    long length =
        switch ((int) (tag & 7)) {
          case 0 -> {
            varint(in);
            int size = in.position() - begin;
            in.position(begin);
            yield size;
          }
          case 1 -> Long.BYTES;
          case 2 -> varint(in);
          case 5 -> Integer.BYTES;
          default -> throw damaged(file, "it holds an unknown field");
        };
    if (length < 0 || length > in.remaining()) {
      throw damaged(file, "it was cut short");
    }
    ByteBuffer content = in.slice(in.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
    in.position(in.position() + (int) length);
    return content;
  }

  private long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw damaged(file, "a number in it never ends");
  }
}
