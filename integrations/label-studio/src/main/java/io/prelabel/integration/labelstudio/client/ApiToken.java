package io.prelabel.integration.labelstudio.client;

import io.prelabel.plugin.PluginException;
import java.util.regex.Pattern;

/**
 * What a person copies from Label Studio's account page. Immutable. Its text never leaves this
 * package but in a request's header, and {@code toString} does not tell it.
 *
 * <p>Label Studio knows two kinds: a personal access token is a JSON Web Token (two dots), to be
 * exchanged for short-lived access tokens; a legacy token is 40 hexadecimal digits, sent as it is.
 */
public final class ApiToken {
  /** The characters of both kinds; no white space, so that a token cannot add a header. */
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/=-]{8,4096}");

  private static final Pattern JSON_WEB_TOKEN = Pattern.compile("[^.]+\\.[^.]+\\.[^.]+");

  private final String text;

  private ApiToken(String text) {
    this.text = text;
  }

  /**
   * Takes a token as it was pasted; white space around it is ignored.
   *
   * @throws PluginException {@code BAD_INPUT} where this cannot be a token of either kind
   */
  public static ApiToken of(String pasted) {
    String text = pasted.strip();
    if (!FORM.matcher(text).matches()) {
      throw PluginException.badInput(
          "That is not a Label Studio token; copy one from Account & Settings in Label Studio.");
    }
    return new ApiToken(text);
  }

  /** Returns whether this is a personal access token, which must be exchanged before use. */
  public boolean isPersonal() {
    return JSON_WEB_TOKEN.matcher(text).matches();
  }

  String text() {
    return text;
  }

  @Override
  public String toString() {
    return isPersonal() ? "personal access token" : "legacy token";
  }
}
