package io.prelabel.integration.labelstudio.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prelabel.plugin.PluginException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageLocationsTest {
  private final ImageLocations locations = new ImageLocations(URI.create("https://ls.example/sub"));

  @ParameterizedTest
  @CsvSource({
    "/data/upload/1/70d33ee0-a.png, /sub/data/upload/1/70d33ee0-a.png",
    "/sub/data/upload/1/a.png, /sub/data/upload/1/a.png",
    "/data/upload/1/b_%C3%BCn%C3%AF.jpg, /sub/data/upload/1/b_%C3%BCn%C3%AF.jpg",
    "/data/upload/1/ü a.jpg, /sub/data/upload/1/%C3%BC%20a.jpg",
    "/data/upload/1/100%.jpg, /sub/data/upload/1/100%25.jpg",
    "/data/local-files/?d=set/with%20space%20%C3%A9.png, /sub/data/local-files/?d=set/with%20space%20%C3%A9.png",
    "/tasks/3/resolve/?fileuri=czM%3D, /sub/tasks/3/resolve/?fileuri=czM%3D",
    "https://LS.example:443/sub/data/upload/1/a.png, /sub/data/upload/1/a.png",
    "s3://bucket/a b.png, /sub/tasks/3/resolve/?fileuri=czM6Ly9idWNrZXQvYSBiLnBuZw%3D%3D",
    "gs://bucket/a, /sub/tasks/3/resolve/?fileuri=Z3M6Ly9idWNrZXQvYQ%3D%3D",
    "azure-blob://box/a, /sub/tasks/3/resolve/?fileuri=YXp1cmUtYmxvYjovL2JveC9h"
  })
  void valuesOfLabelStudio_areAskedThereWithTheToken(String value, String target) {
    assertThat(locations.locate(3, value))
        .isInstanceOfSatisfying(
            ImageLocation.AtLabelStudio.class,
            at -> assertThat(at.uri().toString()).endsWith(target).startsWith("https://"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://images.example/a.png",
        "http://ls.example/sub/data/upload/1/a.png",
        "https://ls.example:444/sub/data/upload/1/a.png",
        "https://ls.example/sub/api/projects/",
        "https://ls.example/sub/data/../api/projects/",
        "https://ls.example.evil.example/sub/data/a.png"
      })
  void otherWebAddresses_areAskedWithoutTheToken(String value) {
    assertThat(locations.locate(3, value)).isEqualTo(new ImageLocation.OnTheWeb(URI.create(value)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "ftp://images.example/a.png",
        "jar:file:/a.jar!/b",
        "//images.example/a.png",
        "/api/projects/",
        "/user/logout",
        "/data/../api/projects/",
        "/data/%2e%2e/api/projects/",
        "/data/x%2F..%2fapi/",
        "a.png",
        "",
        "http://user:pass@images.example/a.png",
        "http:///a.png",
        "http://under_score/a.png"
      })
  void anythingElse_isRefused(String value) {
    assertThatThrownBy(() -> locations.locate(3, value))
        .isInstanceOf(PluginException.class)
        .hasMessageNotContaining("passwd")
        .hasMessageNotContaining("pass@");
  }

  @Test
  void dataUri_isInline() {
    assertThat(locations.locate(3, "data:image/png;base64,AAEC"))
        .isInstanceOf(ImageLocation.Inline.class);
  }
}
