package io.prelabel.integration.self1e.text;

import java.util.List;
import java.util.Optional;

/**
 * A prompt as tokens, from behind the picture on.
 *
 * @param masks one per template that it is put in, at least one
 * @param presence the question whether it is there at all; empty where that is not asked
 */
@SuppressWarnings("ArrayRecordComponent") // read only, within the module
public record PromptTokens(List<MaskWords> masks, Optional<long[]> presence) {
  public PromptTokens {
    masks = List.copyOf(masks);
  }
}
