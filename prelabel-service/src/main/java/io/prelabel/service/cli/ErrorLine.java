package io.prelabel.service.cli;

import io.prelabel.db.StaleStateException;
import io.prelabel.plugin.PluginException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.web.server.PortInUseException;

/** Turns any failure into the one line that people read; the log file gets the stack trace. */
final class ErrorLine {
  private static final Logger log = LoggerFactory.getLogger(ErrorLine.class);

  private ErrorLine() {}

  /** Returns the line, without a line break; logs the failure with its causes. */
  static String of(Throwable failure) {
    log.error("The command failed", failure);
    for (Throwable each = failure; each != null; each = each.getCause()) {
      Optional<String> known = known(each);
      if (known.isPresent()) {
        return oneLine(known.get());
      }
    }
    return "unexpected: %s; the log holds the details%s"
        .formatted(oneLine(root(failure).toString()), where());
  }

  private static Optional<String> known(Throwable failure) {
    if (failure instanceof PluginException e) {
      return Optional.ofNullable(e.getMessage());
    }
    if (failure instanceof StaleStateException e) {
      return Optional.ofNullable(e.getMessage());
    }
    if (failure instanceof PortInUseException e) {
      return Optional.of(
          "port %d is in use by another program; choose a free one with --port"
              .formatted(e.getPort()));
    }
    if (failure instanceof BindException e) {
      return Optional.of("the setting %s is wrong: %s".formatted(e.getName(), reason(e)));
    }
    if (failure instanceof java.net.BindException) {
      return Optional.of("this machine has no such address to listen on; check --host");
    }
    if (failure instanceof FlywayValidateException) {
      return Optional.of(
          "the database was made by another version of this program, whose schema does not fit; use that version, or another database (the log holds the details)");
    }
    if (failure instanceof SQLException e) {
      return Optional.of("the database can't be used: " + e.getMessage());
    }
    return failure instanceof FileSystemException e ? Optional.of(describe(e)) : Optional.empty();
  }

  private static String describe(FileSystemException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no file or folder " + e.getFile();
    }
    if (e instanceof AccessDeniedException) {
      return "no permission for " + e.getFile();
    }
    return String.valueOf(e.getMessage());
  }

  private static String reason(BindException e) {
    Class<?> type = e.getTarget().getType().resolve(Object.class);
    return type.isEnum()
        ? "it is one of %s"
            .formatted(Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT))
        : String.valueOf(root(e).getMessage());
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static String where() {
    String file = System.getProperty(ProcessSettings.LOG_FILE);
    return file == null ? "" : " (" + file + ")";
  }

  /** Joins lines. */
  static String oneLine(@Nullable String text) {
    return String.valueOf(text).strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
