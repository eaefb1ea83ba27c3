package io.prelabel.integration.labelstudio.image;

import static io.prelabel.integration.labelstudio.stub.StubServer.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.prelabel.integration.labelstudio.client.ApiToken;
import io.prelabel.integration.labelstudio.client.LabelStudioClient;
import io.prelabel.integration.labelstudio.client.LabelStudioSettings;
import io.prelabel.integration.labelstudio.client.TrustedCertificates;
import io.prelabel.integration.labelstudio.stub.SelfSigned;
import io.prelabel.integration.labelstudio.stub.StubServer;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecureImagesTest {
  private static final byte[] IMAGE = {1, 2, 3};

  @TempDir static Path folder;
  private static SelfSigned certificate;
  private static StubServer stub;

  @BeforeAll
  static void startStub() throws Exception {
    certificate = SelfSigned.make(folder);
    stub = StubServer.https(certificate.server());
    stub.on("GET /data/upload/1/a.png", bytes(200, "image/png", IMAGE));
  }

  @AfterAll
  static void closeStub() {
    stub.close();
  }

  private static LabelStudioSettings settings(String host) {
    return LabelStudioSettings.of(
        URI.create("https://" + host + ":" + stub.port()),
        ApiToken.of("0123456789abcdef0123456789abcdef01234567"));
  }

  private static LabelStudioSettings trusting(String host) {
    return settings(host).trusting(TrustedCertificates.load(certificate.pem(), new char[0]));
  }

  private static byte[] read(LabelStudioSettings settings) {
    return new TaskImages(
            new LabelStudioClient(settings, Clock.systemUTC()),
            ImageAccess.labelStudioOnly(),
            host -> List.of(InetAddress.getLoopbackAddress()))
        .read(3, "/data/upload/1/a.png");
  }

  @Test
  void trustedCertificate_isAcceptedForItsName() {
    assertThat(read(trusting("localhost"))).isEqualTo(IMAGE);
  }

  @Test
  void unknownCertificateOrAnotherName_isRefusedBeforeTheTokenIsSent() {
    int before = stub.requests().size();

    for (LabelStudioSettings each : List.of(settings("localhost"), trusting("other.test"))) {
      PluginException failure = catchThrowableOfType(PluginException.class, () -> read(each));
      assertThat(failure.category()).isEqualTo(FailureCategory.BAD_INPUT);
      assertThat(failure).hasMessageContaining("certificate");
    }
    assertThat(stub.requests()).hasSize(before);
  }
}
