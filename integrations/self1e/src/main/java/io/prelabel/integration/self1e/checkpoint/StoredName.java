package io.prelabel.integration.self1e.checkpoint;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a stored tensor says. PEFT wraps a model before it trains a LoRA: the wrapped
 * part gets {@code base_model.model.} in front, a changed matrix {@code base_layer} behind its
 * name, and {@code lora_A} and {@code lora_B} beside it, with the adapter's name or without.
 *
 * @param tensor the tensor that it is, or that it changes, under its name without the wrapping
 * @param part what it is of it
 */
record StoredName(String tensor, Part part) {
  private static final String WRAPPER = "base_model.model.";
  private static final Pattern LORA = Pattern.compile("(.+)\\.lora_([AB])(?:\\.[^.]+)?\\.weight");

  /** A tensor, or one of the two narrow matrices whose product is added to it. */
  enum Part {
    WHOLE,
    LORA_A,
    LORA_B,
    /** Of a LoRA in a form that isn't computed (DoRA's magnitudes, embeddings, biases). */
    OTHER_LORA
  }

  static StoredName of(String name) {
    String plain = name.replace(WRAPPER, "").replace(".base_layer.", ".");
    Matcher lora = LORA.matcher(plain);
    if (lora.matches()) {
      return new StoredName(
          lora.group(1) + ".weight", lora.group(2).equals("A") ? Part.LORA_A : Part.LORA_B);
    }
    return new StoredName(plain, plain.contains(".lora_") ? Part.OTHER_LORA : Part.WHOLE);
  }
}
