package io.prelabel.integration.labelstudio.image;

import java.net.URI;

/** Where an image is, as told by a value in a task's data. */
sealed interface ImageLocation {
  /** In the value itself. */
  record Inline(String dataUri) implements ImageLocation {}

  /** Served by Label Studio, to be asked with our token. */
  record AtLabelStudio(URI uri) implements ImageLocation {}

  /** Somewhere on the web, to be asked without our token. */
  record OnTheWeb(URI uri) implements ImageLocation {}
}
