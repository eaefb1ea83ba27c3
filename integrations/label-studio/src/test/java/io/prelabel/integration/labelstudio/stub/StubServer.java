package io.prelabel.integration.labelstudio.stub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A web server on loopback; each route answers from a queue, and its last answer for ever. */
public final class StubServer implements AutoCloseable {
  /** A request as it came; path and query are raw. */
  public record Request(String method, String target, String authorization, String body) {}

  /** How to answer. */
  @FunctionalInterface
  public interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  static {
    // Else the JDK's server waits 40 ms for an acknowledgement between a head and its body.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final String scheme;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Map<String, Queue<Answer>> routes = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  private StubServer(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  public static StubServer http() {
    try {
      return new StubServer(HttpServer.create(anyPort(), 0), "http");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static StubServer https(SSLContext tls) {
    try {
      HttpsServer server = HttpsServer.create(anyPort(), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(tls));
      return new StubServer(server, "https");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public URI url(String path) {
    return URI.create(scheme + "://localhost:" + port() + path);
  }

  /** Adds answers for "METHOD /raw/path", query left out. */
  public StubServer on(String route, Answer... answers) {
    routes.computeIfAbsent(route, key -> new ArrayDeque<>()).addAll(List.of(answers));
    return this;
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  public List<Request> requests(String route) {
    return requests.stream()
        .filter(each -> (each.method() + " " + each.target().split("\\?")[0]).equals(route))
        .toList();
  }

  public static Answer json(int status, String body) {
    return bytes(status, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  public static Answer html(int status) {
    return bytes(status, "text/html", "<html>no</html>".getBytes(StandardCharsets.UTF_8));
  }

  public static Answer bytes(int status, String type, byte[] body) {
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    };
  }

  public static Answer header(String name, String value, Answer answer) {
    return exchange -> {
      exchange.getResponseHeaders().set(name, value);
      answer.to(exchange);
    };
  }

  public static Answer redirect(int status, String location) {
    return header("Location", location, bytes(status, "text/plain", new byte[0]));
  }

  /** Promises more than it sends. */
  public static Answer cutOff(String begin) {
    return exchange -> {
      exchange.sendResponseHeaders(200, 1_000);
      exchange.getResponseBody().write(begin.getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
    };
  }

  /** Sends the head and then nothing until the server is closed. */
  public Answer stalled() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 1_000);
      exchange.getResponseBody().flush();
      awaitClose();
    };
  }

  /** Accepts the request and says nothing until the server is closed. */
  public Answer silent() {
    return exchange -> awaitClose();
  }

  private void awaitClose() {
    try {
      closed.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    String method = exchange.getRequestMethod();
    requests.add(
        new Request(
            method,
            exchange.getRequestURI().toString(),
            authorization == null ? "" : authorization,
            body));
    // Closed whatever happens: an answer that is too short ends its connection.
    try (exchange) {
      next(method + " " + exchange.getRequestURI().getRawPath()).to(exchange);
    }
  }

  private Answer next(String route) {
    @Nullable Queue<Answer> answers = routes.get(route);
    if (answers == null) {
      return html(404);
    }
    synchronized (answers) {
      Answer answer = answers.element();
      if (answers.size() > 1) {
        answers.remove();
      }
      return answer;
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
