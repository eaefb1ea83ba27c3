package io.prelabel.integration.labelstudio.config;

import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * XML from people we don't know, by OWASP's "XML External Entity Prevention": a document type is
 * refused outright, so that no entity can be declared, and nothing outside is ever read.
 */
final class HardenedXml {
  private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";
  private static final List<String> OUTSIDE =
      List.of(
          "http://xml.org/sax/features/external-general-entities",
          "http://xml.org/sax/features/external-parameter-entities",
          "http://apache.org/xml/features/nonvalidating/load-external-dtd");
  private static final int LONGEST_REASON = 200;

  private HardenedXml() {}

  /** Makes a parser of the JDK itself, whatever other parser may be on the class path. */
  static SAXParser parser() {
    SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
    try {
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature(NO_DOCTYPE, true);
      for (String feature : OUTSIDE) {
        factory.setFeature(feature, false);
      }
      return factory.newSAXParser();
    } catch (ParserConfigurationException | SAXException impossible) {
      throw new IllegalStateException("the JDK's parser has these features", impossible);
    }
  }

  /** Returns what is wrong, and what to do, as one clause. */
  static String reason(SAXParseException malformed) {
    String message = String.valueOf(malformed.getMessage()).strip();
    if (message.contains("DOCTYPE")) {
      return "a document type (<!DOCTYPE …>) is not accepted; take it out";
    }
    String cut = message.length() > LONGEST_REASON ? message.substring(0, LONGEST_REASON) : message;
    return cut.replaceAll("[.\\s]+$", "") + "; mend it in the project's labeling interface";
  }
}
