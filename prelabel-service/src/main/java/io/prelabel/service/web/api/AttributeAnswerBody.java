package io.prelabel.service.web.api;

import io.prelabel.db.prediction.StoredAttribute;
import io.prelabel.plugin.model.Attribute;
import io.prelabel.plugin.model.AttributeAnswer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run says about an image as a whole.
 *
 * @param best the answer with the largest share
 * @param shares of all answers, in the order of the prompt set, together 1
 */
record AttributeAnswerBody(
    long runId, String name, String question, String best, Map<String, Double> shares) {
  static AttributeAnswerBody of(StoredAttribute stored) {
    AttributeAnswer answer = stored.answer();
    Attribute attribute = answer.attribute();
    Map<String, Double> shares = new LinkedHashMap<>();
    for (int i = 0; i < attribute.answers().size(); i++) {
      shares.put(attribute.answers().get(i), answer.shares().get(i));
    }
    return new AttributeAnswerBody(
        stored.runId(), attribute.name(), attribute.question(), answer.best(), shares);
  }
}
