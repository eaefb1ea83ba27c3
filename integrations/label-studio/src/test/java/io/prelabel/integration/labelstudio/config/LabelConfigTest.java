package io.prelabel.integration.labelstudio.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabelConfigTest {
  @Test
  void theTemplateForSegmentationWithMasksGivesItsImageAndLabels() {
    LabelConfig config =
        LabelConfig.parse(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- Street scenes -->
            <View>
              <Header value="Paint what you see"/>
              <Image name="photo" value="$url" zoom="true"/>
              <BrushLabels name="paint" toName="photo" smart="true" model_score_threshold="0.25">
                <Label value="Car" background="#00F" predicted_values="car, , truck,car"/>
                <View style="margin: 1em"><Label value="Tree" alias="T" background="green"/></View>
                <Label/>
              </BrushLabels>
            </View>
            """);

    assertThat(config.images()).containsExactly(new ImageTag("photo", "$url"));
    assertThat(config.image(Optional.empty()).image().dataKey()).isEqualTo("url");
    ControlTag paint = config.controls().get(0);
    assertThat(paint.kind()).isEqualTo(ControlKind.BRUSH_LABELS);
    assertThat(paint.smart()).isTrue();
    assertThat(paint.scoreThreshold()).hasValue(0.25);
    assertThat(paint.labels())
        .containsExactly(
            new ConfiguredLabel(
                "Car", Optional.empty(), List.of("car", "truck"), Optional.of("#0000ff")),
            new ConfiguredLabel("Tree", Optional.of("T"), List.of(), Optional.of("#008000")));
    assertThat(paint.labels().get(1).resultName()).isEqualTo("T");
    assertThat(paint.labels().get(1).words()).containsExactly("Tree");
  }

  @Test
  void labelsOfOtherKindsOfDataAreLeftOut() {
    LabelConfig config =
        LabelConfig.parse(
            """
            <View>
              <Text name="text" value="$caption"/>
              <Image name="image" value="$image"/>
              <KeyPointLabels name="points" toName="image"><Label value="Nose"/></KeyPointLabels>
              <Labels name="words" toName="text"><Label value="Verb"/></Labels>
              <TextArea name="prompt" toName="image" smart="true"/>
            </View>
            """);

    assertThat(config.image(Optional.empty()).outputs()).isEmpty();
  }

  @Test
  void ofSeveralImagesOneHasToBeNamed() {
    LabelConfig config =
        LabelConfig.parse(
            """
            <View>
              <Image name="before" value="$a"/>
              <Image name="after" value="$b"/>
              <RectangleLabels name="box" toName="after"><Label value="Dent"/></RectangleLabels>
            </View>
            """);

    assertThat(config.image(Optional.of("after")).outputs()).containsOnlyKeys("Dent");
    assertThat(config.image(Optional.of("before")).outputs()).isEmpty();
    assertThatThrownBy(() -> config.image(Optional.empty()))
        .hasMessageContaining("\"before\", \"after\"")
        .hasMessageContaining("say which");
    assertThatThrownBy(() -> config.image(Optional.of("during")))
        .hasMessageContaining("has no image \"during\"; it has \"before\", \"after\"");
  }

  @Test
  void anImageThatIsNotOneKeyOfTheTaskIsRefused() {
    for (String source :
        List.of(
            "value=\"https://host/$path.jpg\"", "value=\"$a[{{idx}}]\"", "valueList=\"$all\"")) {
      LabelConfig config =
          LabelConfig.parse("<View><Image name=\"i\" %s/></View>".formatted(source));

      assertThatThrownBy(() -> config.image(Optional.empty()))
          .hasMessageContaining("not one key of the task");
    }
  }

  @Test
  void theEmptyConfigurationOfANewProjectIsToldToAddAnImage() {
    LabelConfig config = LabelConfig.parse("<View></View>");

    assertThatThrownBy(() -> config.image(Optional.empty()))
        .isInstanceOf(PluginException.class)
        .hasMessageContaining("add <Image");
  }

  @Test
  void whatIsMalformedIsToldWithItsLine() {
    assertRefused("<View>\n  <Image name=\"a\" value=\"$a\">\n</View>", "line 3", "Image", "mend");
    assertRefused("", "line 1");
    assertRefused("not xml", "line 1");
    assertRefused(
        "<View>\n<Image name=\"a\" value=\"$a\"/>\n<Choices name=\"a\" toName=\"a\"/></View>",
        "line 3",
        "\"a\" is used twice");
    assertRefused(
        "<View><Choices name=\"c\" toName=\"a\" model_score_threshold=\"high\"/></View>",
        "line 1",
        "model_score_threshold \"high\"");
  }

  private static void assertRefused(String xml, String... parts) {
    assertThatThrownBy(() -> LabelConfig.parse(xml))
        .isInstanceOfSatisfying(
            PluginException.class,
            e -> assertThat(e.category()).isEqualTo(FailureCategory.BAD_INPUT))
        .message()
        .contains(parts)
        .doesNotContain("\n");
  }
}
