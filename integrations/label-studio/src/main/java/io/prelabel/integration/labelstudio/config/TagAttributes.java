package io.prelabel.integration.labelstudio.config;

import java.util.HashMap;
import java.util.Map;
import org.xml.sax.Attributes;

/** A tag's attributes, kept beyond the parser's call. */
record TagAttributes(Map<String, String> values) {
  static TagAttributes copyOf(Attributes attributes) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < attributes.getLength(); i++) {
      values.put(attributes.getQName(i), attributes.getValue(i));
    }
    return new TagAttributes(values);
  }

  /** Returns the attribute's text, "" where it is missing. Upper and lower case differ. */
  String text(String name) {
    return values.getOrDefault(name, "");
  }

  boolean has(String name) {
    return !text(name).isEmpty();
  }
}
