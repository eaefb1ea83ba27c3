package io.prelabel.integration.self1e.text;

import java.util.List;

/**
 * A question with given answers as tokens.
 *
 * @param question from behind the picture to where the answer goes
 * @param answers each with the token that ends it
 */
@SuppressWarnings("ArrayRecordComponent") // read only, within the module
public record AttributeTokens(long[] question, List<long[]> answers) {
  public AttributeTokens {
    answers = List.copyOf(answers);
  }
}
