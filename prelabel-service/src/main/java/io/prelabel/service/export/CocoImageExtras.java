package io.prelabel.service.export;

import io.prelabel.plugin.model.Attribute;
import io.prelabel.plugin.model.AttributeAnswer;
import io.prelabel.plugin.model.MaskPrediction;
import io.prelabel.plugin.model.Outcome;
import java.util.List;
import java.util.OptionalDouble;
import tools.jackson.core.JsonGenerator;

/**
 * What the COCO data format has no place for, in members of an image's object that readers pass
 * over: {@code attributes} (best answer by name), {@code attribute_shares} (share by name and
 * answer), and {@code absent} (presence by class that the presence question ruled out). Each is
 * left out where it would be empty.
 */
final class CocoImageExtras {
  private CocoImageExtras() {}

  static void write(JsonGenerator json, LabeledImage image) {
    if (!image.attributes().isEmpty()) {
      writeAttributes(json, image.attributes());
    }
    List<MaskPrediction> absent =
        image.predictions().stream().filter(each -> each.outcome() == Outcome.ABSENT).toList();
    if (!absent.isEmpty()) {
      json.writeObjectPropertyStart("absent");
      absent.forEach(each -> writePresence(json, each));
      json.writeEndObject();
    }
  }

  private static void writeAttributes(JsonGenerator json, List<AttributeAnswer> answers) {
    json.writeObjectPropertyStart("attributes");
    answers.forEach(each -> json.writeStringProperty(each.attribute().name(), each.best()));
    json.writeEndObject();
    json.writeObjectPropertyStart("attribute_shares");
    for (AttributeAnswer each : answers) {
      Attribute attribute = each.attribute();
      json.writeObjectPropertyStart(attribute.name());
      for (int i = 0; i < attribute.answers().size(); i++) {
        json.writeNumberProperty(attribute.answers().get(i), Rounding.score(each.shares().get(i)));
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void writePresence(JsonGenerator json, MaskPrediction absent) {
    String name = absent.classPrompt().name();
    OptionalDouble presence = absent.presence();
    if (presence.isPresent()) {
      json.writeNumberProperty(name, Rounding.score(presence.getAsDouble()));
    } else {
      json.writeNullProperty(name);
    }
  }
}
