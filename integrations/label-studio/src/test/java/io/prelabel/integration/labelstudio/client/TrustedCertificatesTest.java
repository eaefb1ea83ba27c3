package io.prelabel.integration.labelstudio.client;

import static io.prelabel.integration.labelstudio.stub.StubServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.prelabel.integration.labelstudio.stub.SelfSigned;
import io.prelabel.integration.labelstudio.stub.StubServer;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedCertificatesTest {
  @TempDir static Path folder;
  private static SelfSigned certificate;
  private static StubServer stub;

  @BeforeAll
  static void startStub() throws Exception {
    certificate = SelfSigned.make(folder);
    stub = StubServer.https(certificate.server());
    stub.on("GET /api/version", json(200, "{\"release\":\"1.23.2\"}"));
  }

  @AfterAll
  static void closeStub() {
    stub.close();
  }

  private static LabelStudioSettings settings() {
    return LabelStudioSettings.of(
        stub.url(""), ApiToken.of("0123456789abcdef0123456789abcdef01234567"));
  }

  private static String version(LabelStudioSettings settings) {
    return new LabelStudioClient(settings, Clock.systemUTC()).version();
  }

  @Test
  void selfSignedCertificate_isRefusedWithTheRemedy() {
    LabelStudioException failure =
        catchThrowableOfType(LabelStudioException.class, () -> version(settings()));

    assertThat(failure.category()).isEqualTo(FailureCategory.BAD_INPUT);
    assertThat(failure).hasMessageContaining("configure a trust store");
  }

  @Test
  void selfSignedCertificate_isTrustedByPemAndByPkcs12() {
    assertThat(
            version(settings().trusting(TrustedCertificates.load(certificate.pem(), new char[0]))))
        .isEqualTo("1.23.2");
    assertThat(
            version(
                settings()
                    .trusting(TrustedCertificates.load(certificate.pkcs12(), SelfSigned.PASSWORD))))
        .isEqualTo("1.23.2");
  }

  @Test
  void fileWithoutCertificate_isRefusedByName() throws Exception {
    Path file = Files.writeString(folder.resolve("notes.txt"), "nothing");

    assertThatThrownBy(() -> TrustedCertificates.load(file, "hidden".toCharArray()))
        .isInstanceOf(PluginException.class)
        .hasMessageContaining("notes.txt")
        .hasMessageNotContaining("hidden");
  }
}
