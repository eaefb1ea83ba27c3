package io.prelabel.integration.self1e.checkpoint;

import java.util.OptionalInt;

/** The number types of the safetensors format, and which of them weights may have here. */
public enum StoredType {
  F32(4, 6),
  F16(2, 5),
  BF16(2, 15),
  F64(8),
  I64(8),
  U64(8),
  I32(4),
  U32(4),
  I16(2),
  U16(2),
  I8(1),
  U8(1),
  BOOL(1),
  F8_E4M3(1),
  F8_E5M2(1);

  private final int bytes;
  private final OptionalInt torchCode;

  StoredType(int bytes) {
    this.bytes = bytes;
    this.torchCode = OptionalInt.empty();
  }

  StoredType(int bytes, int torchCode) {
    this.bytes = bytes;
    this.torchCode = OptionalInt.of(torchCode);
  }

  /** Returns the size of one number in bytes. */
  public int bytes() {
    return bytes;
  }

  /** Returns PyTorch's code of the type ({@code c10::ScalarType}), empty where unusable here. */
  public OptionalInt torchCode() {
    return torchCode;
  }
}
