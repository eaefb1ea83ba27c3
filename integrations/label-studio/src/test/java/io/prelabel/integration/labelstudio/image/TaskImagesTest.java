package io.prelabel.integration.labelstudio.image;

import static io.prelabel.integration.labelstudio.stub.StubServer.bytes;
import static io.prelabel.integration.labelstudio.stub.StubServer.cutOff;
import static io.prelabel.integration.labelstudio.stub.StubServer.json;
import static io.prelabel.integration.labelstudio.stub.StubServer.redirect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.prelabel.integration.labelstudio.client.ApiToken;
import io.prelabel.integration.labelstudio.client.BasicAuth;
import io.prelabel.integration.labelstudio.client.LabelStudioClient;
import io.prelabel.integration.labelstudio.client.LabelStudioSettings;
import io.prelabel.integration.labelstudio.stub.StubServer;
import io.prelabel.integration.labelstudio.stub.StubServer.Request;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskImagesTest {
  private static final String TOKEN = "0123456789abcdef0123456789abcdef01234567";
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2, 3};
  private static final StubServer.Answer IMAGE = bytes(200, "image/png", PNG);
  private static final String UPLOAD = "/data/upload/1/a.png";
  private static final String AT_UPLOAD = "GET /ls" + UPLOAD;

  private final StubServer stub = StubServer.http();
  private final StubServer other = StubServer.http();

  @AfterEach
  void closeStubs() {
    stub.close();
    other.close();
  }

  /** Every name is on loopback here, as a rebinding name server would have it. */
  private static List<InetAddress> loopback(String host) throws UnknownHostException {
    return List.of(InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1}));
  }

  private TaskImages images(List<String> hosts, List<String> privateHosts, HostResolver resolver) {
    return images(TOKEN, hosts, privateHosts, resolver);
  }

  private TaskImages images(
      String token, List<String> hosts, List<String> privateHosts, HostResolver resolver) {
    LabelStudioClient client =
        new LabelStudioClient(
            LabelStudioSettings.of(stub.url("/ls"), ApiToken.of(token)), Clock.systemUTC());
    ImageAccess access =
        new ImageAccess(
            hosts,
            privateHosts,
            1000,
            2,
            Duration.ofSeconds(2),
            Duration.ofMillis(300),
            Duration.ofSeconds(5));
    return new TaskImages(client, access, resolver);
  }

  private TaskImages own() {
    return images(List.of(), List.of(), TaskImagesTest::loopback);
  }

  private TaskImages withOther() {
    return images(List.of(), List.of("images.test:" + other.port()), TaskImagesTest::loopback);
  }

  private String otherUrl() {
    return "http://images.test:" + other.port() + "/a.png";
  }

  private static PluginException refusal(TaskImages images, String value) {
    return catchThrowableOfType(PluginException.class, () -> images.read(3, value));
  }

  private static void assertBadInput(TaskImages images, String value, String reason) {
    PluginException failure = refusal(images, value);
    assertThat(failure.category()).isEqualTo(FailureCategory.BAD_INPUT);
    assertThat(failure).hasMessageContaining(reason);
  }

  @Test
  void upload_isReadWithTheTokenBelowTheSubPath() {
    stub.on(AT_UPLOAD, IMAGE);

    assertThat(own().read(3, UPLOAD)).isEqualTo(PNG);
    assertThat(stub.requests())
        .extracting(Request::authorization)
        .containsExactly("Token " + TOKEN);
  }

  @Test
  void percentEncodedName_arrivesAsItWasWritten() {
    stub.on("GET /ls/data/upload/1/b_%C3%BCn%C3%AF.jpg", IMAGE);

    assertThat(own().read(3, "/data/upload/1/b_%C3%BCn%C3%AF.jpg")).isEqualTo(PNG);
  }

  @Test
  void dataUri_isDecodedAndBounded() {
    assertThat(own().read(3, "data:image/png;base64,iVBORw0K")).hasSize(6);
    assertBadInput(own(), "data:image/png;base64," + "A".repeat(1400), "larger than the limit");
    assertBadInput(own(), "data:image/png;base64," + "A".repeat(100_000), "larger than the limit");
    assertBadInput(own(), "data:image/png,plain", "base64");
    assertBadInput(own(), "data:image/png;base64,!!!", "base64");
  }

  @Test
  void cloudUri_isResolvedByLabelStudioAndTheTokenStaysThere() {
    stub.on("GET /ls/tasks/3/resolve/", redirect(303, otherUrl() + "?signature=abc"));
    other.on("GET /a.png", IMAGE);

    assertThat(withOther().read(3, "s3://bucket/a.png")).isEqualTo(PNG);
    assertThat(stub.requests())
        .containsExactly(
            new Request(
                "GET",
                "/ls/tasks/3/resolve/?fileuri=czM6Ly9idWNrZXQvYS5wbmc%3D",
                "Token " + TOKEN,
                ""));
    assertThat(other.requests())
        .containsExactly(new Request("GET", "/a.png?signature=abc", "", ""));
  }

  @Test
  void redirectBackToLabelStudio_carriesNoTokenEither() {
    stub.on(AT_UPLOAD, redirect(302, "b.png")).on("GET /ls/data/upload/1/b.png", IMAGE);

    assertThat(own().read(3, UPLOAD)).isEqualTo(PNG);
    assertThat(stub.requests())
        .extracting(Request::authorization)
        .containsExactly("Token " + TOKEN, "");
  }

  @Test
  void webAddress_isAskedWithItsOwnLoginOnly() {
    other.on("GET /a.png", IMAGE);

    withOther().read(3, otherUrl());
    withOther().read(3, otherUrl(), Optional.of(new BasicAuth("u", "p")));

    assertThat(other.requests())
        .extracting(Request::authorization)
        .containsExactly("", "Basic dTpw");
  }

  @Test
  void hostThatIsNotAllowed_isNotEvenResolved() {
    TaskImages images =
        images(
            List.of("good.test"),
            List.of(),
            host -> {
              throw new AssertionError("resolved " + host);
            });

    assertBadInput(images, otherUrl(), "not an allowed image host");
    assertBadInput(images, "http://good.test:8081/a.png", "not an allowed image host");
    assertBadInput(images, "http://notgood.test/a.png", "not an allowed image host");
  }

  @Test
  void allowedHostAtAPrivateAddress_isRefusedUnlessNamedAsPrivate() {
    other.on("GET /a.png", IMAGE);
    List<String> named = List.of("images.test:" + other.port());

    assertBadInput(
        images(named, List.of(), TaskImagesTest::loopback), otherUrl(), "private or reserved");
    assertBadInput(
        images(List.of("*.test:" + other.port()), List.of(), TaskImagesTest::loopback),
        otherUrl(),
        "private or reserved");
    assertThat(other.requests()).isEmpty();
    assertThat(images(List.of(), named, TaskImagesTest::loopback).read(3, otherUrl()))
        .isEqualTo(PNG);
  }

  @Test
  void oneReservedAddressAmongMany_isEnoughToRefuse() {
    HostResolver mixed =
        host -> List.of(InetAddress.getByName("1.1.1.1"), InetAddress.getByName("169.254.169.254"));

    assertBadInput(
        images(List.of("images.test:" + other.port()), List.of(), mixed),
        otherUrl(),
        "private or reserved");
  }

  @Test
  void nameThatIsBoundAnew_changesNothingSinceTheCheckedAddressIsDialled() {
    other.on("GET /a.png", IMAGE);
    AtomicInteger asked = new AtomicInteger();
    HostResolver rebinding =
        host ->
            asked.getAndIncrement() == 0 ? loopback(host) : List.of(InetAddress.getByName("::"));

    // The name does not exist: only who dials the address that the resolver gave gets there.
    assertThat(
            images(List.of(), List.of("images.test:" + other.port()), rebinding)
                .read(3, otherUrl()))
        .isEqualTo(PNG);
    assertThat(asked).hasValue(1);
  }

  @Test
  void redirects_areCheckedLikeFirstAddresses() {
    stub.on(
        AT_UPLOAD,
        redirect(302, "http://169.254.169.254/latest/meta-data/"),
        redirect(302, "file:///etc/passwd"),
        redirect(302, otherUrl()),
        redirect(302, ""));

    assertBadInput(own(), UPLOAD, "169.254.169.254, which is not an allowed image host");
    assertBadInput(own(), UPLOAD, "web address");
    assertBadInput(own(), UPLOAD, "not an allowed image host");
    assertBadInput(own(), UPLOAD, "redirects to nowhere");
    assertThat(other.requests()).isEmpty();
  }

  @Test
  void redirectsWithoutEnd_areCounted() {
    stub.on(AT_UPLOAD, redirect(302, "a.png"));

    assertBadInput(own(), UPLOAD, "redirects more than 2 times");
    assertThat(stub.requests()).hasSize(3);
  }

  @Test
  void hugeBody_isRefusedByItsLengthAndWhileReading() {
    stub.on(
        AT_UPLOAD,
        bytes(200, "image/png", new byte[1001]),
        exchange -> {
          exchange.sendResponseHeaders(200, 0); // chunked
          exchange.getResponseBody().write(new byte[1001]);
        },
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(new byte[1000]);
        });

    assertBadInput(own(), UPLOAD, "larger than the limit of 1000 bytes");
    assertBadInput(own(), UPLOAD, "larger than the limit of 1000 bytes");
    assertThat(own().read(3, UPLOAD)).hasSize(1000);
  }

  @Test
  void cutOffAndStalledBodies_areWorthAnotherTry() {
    stub.on(AT_UPLOAD, cutOff("abc"), stub.stalled());

    assertThat(refusal(own(), UPLOAD).category()).isEqualTo(FailureCategory.UNAVAILABLE);
    assertThat(refusal(own(), UPLOAD)).hasMessageContaining("in time");
  }

  @Test
  void imageThatIsGone_isSaid() {
    stub.on(AT_UPLOAD, json(404, "{}"), json(500, "{}"), json(403, "{}"));

    assertBadInput(own(), UPLOAD, "is gone from");
    PluginException missing = refusal(own(), UPLOAD);
    assertThat(missing.category()).isEqualTo(FailureCategory.UNAVAILABLE);
    assertThat(missing).hasMessageContaining("may be missing there");
    assertBadInput(own(), UPLOAD, "does not let us");
  }

  @Test
  void tokenThatExpired_isRenewedOnce() {
    stub.on(
            "POST /ls/api/token/refresh/",
            json(200, "{\"access\":\"first\"}"),
            json(200, "{\"access\":\"second\"}"))
        .on(AT_UPLOAD, json(401, "{}"), IMAGE);

    byte[] image =
        images("aaa.bbb.cccc", List.of(), List.of(), TaskImagesTest::loopback).read(3, UPLOAD);

    assertThat(image).isEqualTo(PNG);
    assertThat(stub.requests(AT_UPLOAD))
        .extracting(Request::authorization)
        .containsExactly("Bearer first", "Bearer second");
  }

  @Test
  void legacyTokenThatIsRefused_failsWithoutAnotherTry() {
    stub.on(AT_UPLOAD, json(401, "{}"));

    assertBadInput(own(), UPLOAD, "valid token");
    assertThat(stub.requests()).hasSize(1);
  }

  @Test
  void unknownHost_isUnavailable() {
    TaskImages images =
        images(
            List.of("images.test:" + other.port()),
            List.of(),
            host -> {
              throw new UnknownHostException(host);
            });

    assertThat(refusal(images, otherUrl()).category()).isEqualTo(FailureCategory.UNAVAILABLE);
  }

  @Test
  void privateHosts_areNamedInFull() {
    assertThatThrownBy(() -> images(List.of(), List.of("*.corp.test"), TaskImagesTest::loopback))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
