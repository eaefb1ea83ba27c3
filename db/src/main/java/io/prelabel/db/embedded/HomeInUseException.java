package io.prelabel.db.embedded;

import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import java.nio.file.Path;
import java.util.Optional;

/** Another process works on the same home folder; the message says which one, and what to do. */
public final class HomeInUseException extends PluginException {
  private static final long serialVersionUID = 1L;

  HomeInUseException(Path home, Optional<RunningProcess> holder) {
    super(
        FailureCategory.UNAVAILABLE,
        "Prelabel is already running on %s%s. Stop it, use its REST API, or choose another folder with --home."
            .formatted(home, holder.map(each -> " " + each.describe()).orElse("")));
  }
}
