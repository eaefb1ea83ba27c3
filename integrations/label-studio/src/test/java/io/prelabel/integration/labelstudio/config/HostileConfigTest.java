package io.prelabel.integration.labelstudio.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prelabel.plugin.PluginException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
class HostileConfigTest {
  @Test
  void aBillionLaughsAreRefusedAtTheirDocumentType() {
    String entities =
        IntStream.rangeClosed(1, 9)
            .mapToObj(
                i -> "<!ENTITY l%d \"%s\">\n".formatted(i, "&l%d;".formatted(i - 1).repeat(10)))
            .collect(Collectors.joining());
    String xml =
        "<!DOCTYPE View [\n<!ENTITY l0 \"ha\">\n%s]>\n<View>&l9;</View>".formatted(entities);

    assertRefused(xml, "document type", "take it out");
  }

  @Test
  void anExternalEntityReadsNoFile(@TempDir Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "hunter2");
    String xml =
        """
        <!DOCTYPE View [<!ENTITY x SYSTEM "%s">]>
        <View><Image name="i" value="$i"/><Header value="a"/>&x;</View>
        """
            .formatted(secret.toUri());

    assertThatThrownBy(() -> LabelConfig.parse(xml))
        .isInstanceOf(PluginException.class)
        .hasMessageContaining("document type")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void anExternalDocumentTypeCallsNobody() throws IOException {
    try (ServerSocket listener = new ServerSocket(0)) {
      listener.setSoTimeout(1);
      String xml =
          "<!DOCTYPE View SYSTEM \"http://localhost:%d/a.dtd\"><View/>"
              .formatted(listener.getLocalPort());

      assertRefused(xml, "document type");
      assertThatThrownBy(listener::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void anEntityThatNobodyDeclaredIsRefusedWithItsLine() {
    assertRefused("<View>\n<Header value=\"a&nbsp;b\"/></View>", "line 2", "nbsp");
  }

  @Test
  void aHundredThousandLabelsAreRefusedAtTheFirstTooMany() {
    String labels =
        IntStream.range(0, 100_000)
            .mapToObj("<Label value=\"l%d\"/>\n"::formatted)
            .collect(Collectors.joining());

    assertRefused(
        "<View><Image name=\"i\" value=\"$i\"/><BrushLabels name=\"b\" toName=\"i\">\n"
            + labels
            + "</BrushLabels></View>",
        "line 10002",
        "more than 10000 labels");
  }

  @Test
  void asManyLabelsAsAreReadAreBoundAtOnce() {
    String labels =
        IntStream.range(0, ConfigReader.MAX_WORDS)
            .mapToObj("<Label value=\"l%d\"/>"::formatted)
            .collect(Collectors.joining());
    String shapes =
        IntStream.range(0, 900)
            .mapToObj("<Brush name=\"b%d\" toName=\"i\"/>"::formatted)
            .collect(Collectors.joining());
    LabelConfig config =
        LabelConfig.parse(
            "<View><Image name=\"i\" value=\"$i\"/><Labels name=\"n\" toName=\"i\">%s</Labels>%s</View>"
                .formatted(labels, shapes));

    LabelBinding binding = LabelBinding.of(config.image(Optional.empty()), Optional.empty());

    assertThat(binding.outputs()).hasSize(ConfigReader.MAX_WORDS);
  }

  @Test
  void depthLengthNamesAndWordsAreBounded() {
    assertRefused("<View>".repeat(200) + "</View>".repeat(200), "nested more than 100 deep");
    assertRefused(" ".repeat(5_000_000), "5000000 characters");
    String names =
        IntStream.range(0, 2_000)
            .mapToObj("<Brush name=\"b%d\" toName=\"i\"/>"::formatted)
            .collect(Collectors.joining());
    assertRefused("<View>" + names + "</View>", "more than 1000 tags");
    assertRefused(
        "<View><Choices name=\"c\" toName=\"i\"><Choice value=\"%s\"/></Choices></View>"
            .formatted("x".repeat(100_000)),
        "more than 500 characters");
  }

  @Test
  void aNameWithLineBreaksMakesNoSecondLineInAMessage() {
    String twice = "<Brush name=\"a&#10;ERROR all is lost\" toName=\"i\"/>".repeat(2);

    assertRefused("<View>" + twice + "</View>", "\"a ERROR all is lost\" is used twice");
  }

  private static void assertRefused(String xml, String... parts) {
    assertThatThrownBy(() -> LabelConfig.parse(xml))
        .isInstanceOf(PluginException.class)
        .message()
        .contains(parts)
        .hasSizeLessThan(400);
  }
}
