package io.prelabel.service.doctor;

import java.util.List;
import java.util.OptionalLong;

/** Whether a checkpoint's weights have room. */
public final class CheckpointCheck {
  private final MemoryCheck memory;

  public CheckpointCheck(MemoryCheck memory) {
    this.memory = memory;
  }

  /**
   * Judges the room.
   *
   * @param bytes of the weights as they lie in the files
   * @param isBfloat16 whether most of them are stored so, and may be computed in float32, which
   *     takes twice as much
   */
  public List<Finding> room(long bytes, boolean isBfloat16) {
    String what = "memory for the weights";
    String value =
        isBfloat16
            ? "%s in bfloat16, %s in float32".formatted(Bytes.text(bytes), Bytes.text(2 * bytes))
            : Bytes.text(bytes);
    OptionalLong available = memory.available();
    if (available.isEmpty()) {
      return List.of(Finding.ok(what, value));
    }
    String rest = ", and %s can be had".formatted(Bytes.text(available.getAsLong()));
    if (bytes > available.getAsLong()) {
      return List.of(
          Finding.problem(
              what, value + rest, "Take a machine with more memory, or a smaller model."));
    }
    if (isBfloat16 && 2 * bytes > available.getAsLong()) {
      return List.of(
          Finding.note(
              what, value + rest, "Give --precision bfloat16: float32 does not fit here."));
    }
    return List.of(Finding.ok(what, value + rest));
  }
}
