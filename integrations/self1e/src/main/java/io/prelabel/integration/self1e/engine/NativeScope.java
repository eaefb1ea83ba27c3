package io.prelabel.integration.self1e.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A scope of native memory: everything made in it is freed with it, in reverse order. One scope per
 * forward pass, one per picture for its features. Not thread-safe.
 */
public final class NativeScope implements AutoCloseable {
  private static final AtomicLong OPEN = new AtomicLong();

  private final PtNDManager arrays;
  private final Deque<IValue> held = new ArrayDeque<>();
  private boolean closed;

  /** Opens a scope on the CPU; the engine must have been started. */
  public NativeScope() {
    this(Device.cpu());
  }

  /**
   * Opens a scope whose tensors lie on a device; {@link TorchProgram#newScope} has the right one.
   */
  NativeScope(Device device) {
    arrays = (PtNDManager) Engine.getEngine("PyTorch").newBaseManager(device);
    OPEN.incrementAndGet();
  }

  /** Returns how many scopes and values are open in this process; for tests that look for leaks. */
  public static long open() {
    return OPEN.get();
  }

  /** Takes over a value that came out of the engine. */
  IValue keep(IValue value) {
    OPEN.incrementAndGet();
    held.push(value);
    return value;
  }

  PtNDManager arrays() {
    return arrays;
  }

  /**
   * Makes a tensor of unsigned bytes over a direct buffer, on the CPU without a copy: the buffer
   * must stay valid until the scope is closed.
   */
  public IValue bytes(ByteBuffer direct, long... shape) {
    return keep(IValue.from(arrays.create(direct, new Shape(shape), DataType.UINT8)));
  }

  /** Makes a tensor of unsigned bytes from a heap array. */
  public IValue bytes(byte[] data, long... shape) {
    return bytes(ByteBuffer.allocateDirect(data.length).put(data).flip(), shape);
  }

  /** Makes a tensor of 64-bit integers. */
  public IValue longs(long[] data, long... shape) {
    ByteBuffer direct =
        ByteBuffer.allocateDirect(Math.multiplyExact(data.length, Long.BYTES))
            .order(ByteOrder.nativeOrder());
    direct.asLongBuffer().put(data);
    return keep(IValue.from(arrays.create(direct, new Shape(shape), DataType.INT64)));
  }

  public IValue number(long value) {
    return keep(IValue.from(value));
  }

  public IValue real(double value) {
    return keep(IValue.from(value));
  }

  public IValue flag(boolean value) {
    return keep(IValue.from(value));
  }

  public IValue text(String value) {
    return keep(IValue.from(value));
  }

  public IValue numbers(long... values) {
    return keep(IValue.listFrom(values));
  }

  /** Makes a list of equal kinds of values; the values stay where they are. */
  public IValue list(IValue... values) {
    return keep(IValue.listFrom(values));
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    while (!held.isEmpty()) {
      held.pop().close();
      OPEN.decrementAndGet();
    }
    arrays.close();
    OPEN.decrementAndGet();
  }
}
