package io.prelabel.service.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A request named a folder that may not be read; says which may. */
public final class OutsideRootsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutsideRootsException(List<Path> roots) {
    super(
        roots.isEmpty()
            ? "No folder may be read: start the service with --root DIR, or set prelabel.roots."
            : "Folders may be read only below %s."
                .formatted(roots.stream().map(Path::toString).collect(Collectors.joining(", "))));
  }
}
