package io.prelabel.integration.labelstudio.image;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of an HTTP/1.1 response (RFC 9112, sections 4 and 5): status and header fields. At most
 * 64 KiB are read for it.
 *
 * @param status 200 to 599; interim 1xx responses are read over
 * @param fields by lower-case name; of a repeated field the first
 */
record ResponseHead(int status, Map<String, String> fields) {
  private static final int LONGEST = 64 << 10;
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)(?: .*)?");

  static ResponseHead read(InputStream in) throws IOException {
    int left = LONGEST;
    while (true) {
      String line = line(in, left);
      Matcher matcher = STATUS_LINE.matcher(line);
      if (!matcher.matches()) {
        throw new ProtocolException("not an HTTP/1.1 response");
      }
      left -= line.length();
      Map<String, String> fields = new HashMap<>();
      for (line = line(in, left); !line.isEmpty(); line = line(in, left)) {
        left -= line.length();
        add(line, fields);
      }
      int status = Integer.parseInt(matcher.group(1));
      if (status >= 200) {
        return new ResponseHead(status, Map.copyOf(fields));
      }
    }
  }

  String field(String name) {
    return fields.getOrDefault(name, "");
  }

  private static void add(String line, Map<String, String> fields) throws IOException {
    int colon = line.indexOf(':');
    if (colon < 1) {
      throw new ProtocolException("not a header field");
    }
    String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
    fields.putIfAbsent(name, line.substring(colon + 1).strip());
  }

  /** Reads to the next line feed; a carriage return before it is not part of the line. */
  static String line(InputStream in, int limit) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the response ends in its head");
      }
      if (line.length() >= limit) {
        throw new ProtocolException("the response's head is too long");
      }
      line.append((char) c);
    }
    int end = line.length();
    String text =
        end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
    return new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
