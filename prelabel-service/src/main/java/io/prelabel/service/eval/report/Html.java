package io.prelabel.service.eval.report;

/** Text in HTML. */
final class Html {
  private Html() {}

  /**
   * Escapes text for content and for attributes in quotes. Control characters, which HTML does not
   * allow, become U+FFFD.
   */
  static String text(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            each -> {
              switch (each) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(Character.isISOControl(each) ? 0xfffd : each);
              }
            });
    return escaped.toString();
  }
}
