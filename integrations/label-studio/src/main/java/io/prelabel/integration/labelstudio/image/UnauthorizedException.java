package io.prelabel.integration.labelstudio.image;

import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;

/** A server that wants another token or password. */
final class UnauthorizedException extends PluginException {
  private static final long serialVersionUID = 1L;

  UnauthorizedException(String host) {
    super(
        FailureCategory.BAD_INPUT,
        host + " does not give the image without a valid token or password.");
  }
}
