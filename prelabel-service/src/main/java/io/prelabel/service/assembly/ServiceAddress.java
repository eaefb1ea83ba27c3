package io.prelabel.service.assembly;

import io.prelabel.db.embedded.HomeLock;
import io.prelabel.service.security.PasswordFile;
import io.prelabel.service.security.ServicePassword;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/**
 * Where the service listens, known once it does; tells the lock, so that a second process can say.
 */
public final class ServiceAddress implements ApplicationListener<WebServerInitializedEvent> {
  private final @Nullable InetAddress host;
  private final ServicePassword password;
  private final PasswordFile passwordFile;
  private final ObjectProvider<HomeLock> lock;
  private volatile int port;

  ServiceAddress(
      @Nullable InetAddress host,
      ServicePassword password,
      PasswordFile passwordFile,
      ObjectProvider<HomeLock> lock) {
    this.host = host;
    this.password = password;
    this.passwordFile = passwordFile;
    this.lock = lock;
  }

  @Override
  public void onApplicationEvent(WebServerInitializedEvent event) {
    port = event.getWebServer().getPort();
    lock.ifAvailable(
        held -> {
          try {
            held.announce(uri());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** Returns the address for this machine's browsers. */
  public URI uri() {
    String name = host == null || host.isAnyLocalAddress() ? "localhost" : host.getHostAddress();
    return URI.create("http://%s:%d".formatted(name.contains(":") ? "[" + name + "]" : name, port));
  }

  /** Tells a person what to know; the one place where a new password is shown, and kept. */
  public void announce(PrintWriter out) {
    out.printf(
        "Prelabel is ready at %s (REST below /api/v1, described at /swagger-ui.html).%n", uri());
    if (password.generated().isPresent()) {
      passwordFile.write(password.hash());
      out.printf("User prelabel, password %s (shown this once).%n", password.generated().get());
    } else {
      out.println("User prelabel, with the password that was set or shown at the first start.");
    }
    out.flush();
  }
}
