package io.prelabel.service.web;

import io.prelabel.service.assembly.PrelabelConfiguration;
import io.prelabel.service.assembly.ServiceAddress;
import io.prelabel.service.demo.DemoFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole service, started once for all tests of the JVM: embedded PostgreSQL, the demo's model,
 * a free port, and a folder with three pictures and a broken one.
 */
final class RunningService {
  private static final Path HOME = Path.of("target", "test-service").toAbsolutePath();
  private static final RunningService INSTANCE = new RunningService();

  private final HttpClient client = HttpClient.newHttpClient();
  private final ConfigurableApplicationContext context;
  private final Path pictures;
  private final URI address;
  private final String announcement;
  private final String password;

  private RunningService() {
    try {
      FileSystemUtils.deleteRecursively(HOME.resolve("home/database"));
      Files.deleteIfExists(HOME.resolve("home/credentials"));
      DemoFiles demo = DemoFiles.unpack(HOME.resolve("demo"));
      pictures = copyPictures(demo);
      context = start(demo);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(context::close));
    StringWriter out = new StringWriter();
    ServiceAddress service = context.getBean(ServiceAddress.class);
    service.announce(new PrintWriter(out));
    announcement = out.toString();
    address = service.uri();
    Matcher matcher = Pattern.compile("password (\\S+)").matcher(announcement);
    password = matcher.find() ? matcher.group(1) : "";
  }

  private static Path copyPictures(DemoFiles demo) throws IOException {
    Path folder = Files.createDirectories(HOME.resolve("root/pictures"));
    for (String each : List.of("scene-001.jpg", "scene-002.jpg", "scene-003.jpg")) {
      Path to = folder.resolve(each);
      if (!Files.exists(to)) {
        Files.copy(demo.images().resolve(each), to);
      }
    }
    Files.writeString(folder.resolve("broken.jpg"), "this is no picture");
    return folder.toRealPath();
  }

  private static ConfigurableApplicationContext start(DemoFiles demo) {
    return new SpringApplicationBuilder(PrelabelConfiguration.class)
        .web(WebApplicationType.SERVLET)
        .bannerMode(Banner.Mode.OFF)
        .logStartupInfo(false)
        .run(
            "--prelabel.home=" + HOME.resolve("home"),
            "--prelabel.roots[0]=" + HOME.resolve("root"),
            "--prelabel.model.checkpoint=" + demo.checkpoint(),
            "--prelabel.model.precision=float32",
            "--server.port=0");
  }

  static RunningService instance() {
    return INSTANCE;
  }

  Path home() {
    return HOME.resolve("home");
  }

  Path pictures() {
    return pictures;
  }

  URI address() {
    return address;
  }

  String announcement() {
    return announcement;
  }

  String password() {
    return password;
  }

  /** Begins a request with the password. */
  HttpRequest.Builder request(String path) {
    String login =
        Base64.getEncoder()
            .encodeToString(("prelabel:" + password).getBytes(StandardCharsets.UTF_8));
    return anonymous(path).header("Authorization", "Basic " + login);
  }

  HttpRequest.Builder anonymous(String path) {
    return HttpRequest.newBuilder(URI.create(address + path));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    return send(request, BodyHandlers.ofString());
  }

  <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
    try {
      return client.send(request.build(), handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  JsonNode get(String path) {
    return json(send(request(path)));
  }

  HttpResponse<String> post(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  static JsonNode json(HttpResponse<String> response) {
    return JsonMapper.shared().readTree(response.body());
  }
}
