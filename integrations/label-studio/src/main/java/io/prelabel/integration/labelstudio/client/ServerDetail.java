package io.prelabel.integration.labelstudio.client;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What Label Studio says of an error: {@code {"detail": .., "validation_errors": ..}}. Other forms
 * (an HTML page, a proxy's text) say nothing that helps a person.
 */
final class ServerDetail {
  private static final int LONGEST = 240;

  private ServerDetail() {}

  /** Returns " (its words)", on one line, without the given secrets; empty where there are none. */
  static String of(HttpReply reply, List<String> secrets) {
    String words;
    try {
      words = words(Json.MAPPER.readTree(reply.body()));
    } catch (JacksonException e) {
      return "";
    }
    for (String secret : secrets) {
      words = words.replace(secret, "***");
    }
    String line = words.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    String shortened = line.length() > LONGEST ? line.substring(0, LONGEST) + ".." : line;
    return shortened.isEmpty() ? "" : " (" + shortened + ")";
  }

  private static String words(JsonNode body) {
    String detail = body.path("detail").asString("");
    JsonNode errors = body.path("validation_errors");
    return errors.isContainer() && !errors.isEmpty() ? detail + " " + errors : detail;
  }
}
