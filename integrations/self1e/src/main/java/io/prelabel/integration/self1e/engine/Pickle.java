package io.prelabel.integration.self1e.engine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The little of Python's pickle protocol 2 (PEP 307) that a TorchScript archive needs: one object
 * with attributes of type long, double, boolean, and empty typed dictionaries.
 */
final class Pickle {
  private static final byte[] EMPTY_TUPLE = {(byte) 0x80, 2, ')', '.'};

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private Pickle() {}

  /** Stands for an empty dictionary; {@code type} is TorchScript's name ("Dict[str, Tensor]"). */
  record EmptyDict(String type) {}

  /** Returns the pickle of {@code ()}. */
  static byte[] emptyTuple() {
    return EMPTY_TUPLE.clone();
  }

  /** Returns the pickle of an object of a class in the module {@code __torch__}. */
  static byte[] object(String className, Map<String, ?> attributes) {
    Pickle pickle = new Pickle();
    pickle.op(0x80).op(2);
    pickle.global("__torch__", className).op(')').op(0x81); // no arguments, NEWOBJ
    pickle.op('}').op('(');
    attributes.forEach((name, value) -> pickle.string(name).value(value));
    pickle.op('u').op('b').op('.'); // SETITEMS, BUILD, STOP
    return pickle.out.toByteArray();
  }

  private void value(Object value) {
    if (value instanceof Boolean flag) {
      op(flag ? 0x88 : 0x89);
    } else if (value instanceof Long number) {
      op(0x8a).op(Long.BYTES).littleEndian(number, Long.BYTES); // LONG1
    } else if (value instanceof Double number) {
      op('G').bigEndian(Double.doubleToLongBits(number)); // BINFLOAT
    } else if (value instanceof EmptyDict dict) {
      global("torch.jit._pickle", "restore_type_tag");
      op('}').string(dict.type()).op(0x86).op('R'); // TUPLE2, REDUCE
    } else {
      throw new IllegalArgumentException("can't pickle " + value);
    }
  }

  private Pickle global(String module, String name) {
    op('c');
    out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  private Pickle string(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    op('X').littleEndian(utf8.length, Integer.BYTES);
    out.writeBytes(utf8);
    return this;
  }

  private Pickle op(int code) {
    out.write(code);
    return this;
  }

  private void littleEndian(long value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (value >> (8 * i)));
    }
  }

  private void bigEndian(long value) {
    for (int i = Long.BYTES - 1; i >= 0; i--) {
      out.write((int) (value >> (8 * i)));
    }
  }
}
