package io.prelabel.integration.self1e.checkpoint;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.util.Optional;

/**
 * A part of a file in memory, unmapped when it is closed. The JDK alone unmaps when the buffer is
 * garbage, which may be never: with a small heap a whole checkpoint would stay in the resident set.
 *
 * <p>{@code sun.misc.Unsafe.invokeCleaner} is what Java 17 offers (as Lucene and Kafka use it);
 * where a later JDK takes it away, the garbage collector unmaps as before.
 */
final class Mapping implements AutoCloseable {
  private static final Optional<Cleaner> CLEANER = Cleaner.find();

  private final ByteBuffer bytes;

  private Mapping(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  static Mapping of(FileChannel channel, long offset, long length) throws IOException {
    return new Mapping(channel.map(MapMode.READ_ONLY, offset, length));
  }

  /** Returns the bytes, little-endian; must not be touched after {@link #close}. */
  ByteBuffer bytes() {
    return bytes.order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void close() {
    CLEANER.ifPresent(cleaner -> cleaner.unmap(bytes));
  }

  private record Cleaner(Object unsafe, Method invokeCleaner) {
    static Optional<Cleaner> find() {
      try {
        Class<?> type = Class.forName("sun.misc.Unsafe");
        Field instance = type.getDeclaredField("theUnsafe");
        instance.setAccessible(true);
        Method method = type.getMethod("invokeCleaner", ByteBuffer.class);
        return Optional.of(new Cleaner(instance.get(null), method));
      } catch (ReflectiveOperationException | RuntimeException e) {
        return Optional.empty();
      }
    }

    void unmap(ByteBuffer buffer) {
      try {
        invokeCleaner.invoke(unsafe, buffer);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("a mapped buffer could not be unmapped", e);
      }
    }
  }
}
