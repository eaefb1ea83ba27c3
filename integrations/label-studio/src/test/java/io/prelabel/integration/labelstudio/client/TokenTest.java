package io.prelabel.integration.labelstudio.client;

import static io.prelabel.integration.labelstudio.stub.StubServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.prelabel.integration.labelstudio.stub.StubServer.Request;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenTest extends ClientFixture {
  private static final String WHOAMI = "GET /ls/api/current-user/whoami";
  private static final String REFRESH = "POST /ls/api/token/refresh/";
  private static final String ME = "{\"id\":1,\"email\":\"a@example.org\"}";

  @Test
  void legacyToken_isSentAsItIs() {
    stub.on(WHOAMI, json(200, ME));

    assertThat(client(LEGACY).whoami()).isEqualTo(new LabelStudioUser(1, "a@example.org"));
    assertThat(stub.requests())
        .extracting(Request::authorization)
        .containsExactly("Token " + LEGACY);
  }

  @Test
  void personalToken_isExchangedOnceAndKept() {
    stub.on(REFRESH, access("first")).on(WHOAMI, json(200, ME));
    LabelStudioClient client = client(PERSONAL);

    client.whoami();
    client.whoami();

    assertThat(stub.requests(REFRESH))
        .containsExactly(
            new Request(
                "POST", "/ls/api/token/refresh/", "", "{\"refresh\":\"" + PERSONAL + "\"}"));
    assertThat(stub.requests(WHOAMI))
        .extracting(Request::authorization)
        .containsExactly("Bearer first", "Bearer first");
  }

  @Test
  void personalToken_isExchangedAheadOfItsEnd() {
    stub.on(REFRESH, access("first"), access("second")).on(WHOAMI, json(200, ME));
    LabelStudioClient client = client(PERSONAL);

    client.whoami();
    clock.advance(Duration.ofSeconds(239));
    client.whoami();
    clock.advance(Duration.ofSeconds(1));
    client.whoami();

    assertThat(stub.requests(WHOAMI))
        .extracting(Request::authorization)
        .containsExactly("Bearer first", "Bearer first", "Bearer second");
  }

  @Test
  void tokenThatExpiresMidway_isRenewedOnceAndTheCallRepeated() {
    stub.on(REFRESH, access("first"), access("second"))
        .on(WHOAMI, json(200, ME), json(401, "{\"detail\":\"expired\"}"), json(200, ME));
    LabelStudioClient client = client(PERSONAL);

    client.whoami();
    client.whoami();

    assertThat(stub.requests(WHOAMI))
        .extracting(Request::authorization)
        .containsExactly("Bearer first", "Bearer first", "Bearer second");
  }

  @Test
  void tokenRefusedAgainAfterRenewal_failsAfterTwoTries() {
    stub.on(REFRESH, access("first")).on(WHOAMI, json(401, "{\"detail\":\"no\"}"));

    assertThatThrownBy(() -> client(PERSONAL).whoami())
        .hasMessage(
            "Label Studio at localhost:%d refused the token (no); make a new one in Account & Settings."
                .formatted(stub.port()));
    assertThat(stub.requests(WHOAMI)).hasSize(2);
    assertThat(pauses).isEmpty();
  }

  @Test
  void revokedToken_isBadInputAndNoSecretIsTold() {
    stub.on(REFRESH, json(401, "{\"detail\":\"Token is blacklisted: " + PERSONAL + "\"}"));
    LabelStudioClient client = client(PERSONAL);

    LabelStudioException failure = catchThrowableOfType(LabelStudioException.class, client::whoami);

    assertThat(failure.category()).isEqualTo(FailureCategory.BAD_INPUT);
    assertThat(failure.status()).isEqualTo(401);
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    assertThat(trace + client.settings().toString() + client.credentials())
        .contains("Token is blacklisted: ***", "personal access token")
        .doesNotContain(PERSONAL)
        .doesNotContain("s3cr3t");
  }

  @Test
  void of_somethingThatCouldAddAHeader_isRefused() {
    assertThatThrownBy(() -> ApiToken.of("abcdefgh\r\nX-Evil: 1"))
        .isInstanceOf(PluginException.class)
        .hasMessageNotContaining("abcdefgh");
    assertThat(ApiToken.of(" " + LEGACY + "\n").isPersonal()).isFalse();
    assertThat(ApiToken.of(PERSONAL).isPersonal()).isTrue();
  }
}
