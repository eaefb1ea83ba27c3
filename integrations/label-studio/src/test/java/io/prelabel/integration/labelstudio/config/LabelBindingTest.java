package io.prelabel.integration.labelstudio.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.Prompt;
import io.prelabel.plugin.model.PromptSet;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabelBindingTest {
  private static final String ALL_SHAPES =
      """
      <View>
        <Image name="image" value="$image"/>
        <Choices name="there" toName="image" choice="multiple">
          <Choice value="Car"/><Choice value="Fog" predicted_values="fog, mist"/><Choice value="good"/>
        </Choices>
        <RectangleLabels name="box" toName="image" model_score_threshold="0.9">
          <Label value="Car" predicted_values="car,truck"/><Label value="Person"/>
        </RectangleLabels>
        <BrushLabels name="paint" toName="image" model_score_threshold="0.3">
          <Label value="Car" alias="C"/><Label value="Road" background="grey"/>
        </BrushLabels>
        <PolygonLabels name="outline" toName="image"><Label value="Road"/></PolygonLabels>
      </View>
      """;

  @Test
  void autoTakesTheLightestTagThatKeepsTheOutlineThenTheBoxThenPresence() {
    LabelBinding binding = bind(ALL_SHAPES, "auto");

    assertThat(binding.output("Road").orElseThrow().shape()).isEqualTo(OutputShape.POLYGON);
    assertThat(binding.output("Car").orElseThrow().shape()).isEqualTo(OutputShape.BRUSH);
    assertThat(binding.output("Person").orElseThrow().shape()).isEqualTo(OutputShape.RECTANGLE);
    assertThat(binding.output("Fog").orElseThrow().shape()).isEqualTo(OutputShape.CHOICES);
    assertThat(binding.output("Car").orElseThrow().tags())
        .containsExactly(new ResultTag("paint", "image", "brushlabels", true));
  }

  @Test
  void thePromptsAreThePredictedValuesElseTheLabelsOwnValue() {
    PromptSet prompts = bind(ALL_SHAPES, "auto").prompts();

    assertThat(prompts.classes())
        .extracting(ClassPrompt::name)
        .containsExactly("Car", "Fog", "Person", "Road");
    ClassPrompt car = prompts.classes().get(0);
    assertThat(car.prompts()).containsExactly(Prompt.ofClass("car"), Prompt.ofClass("truck"));
    assertThat(car.presenceThreshold()).as("of the tag that is written to").hasValue(0.3);
    assertThat(prompts.classes().get(2).prompts()).containsExactly(Prompt.ofClass("Person"));
    assertThat(prompts.classes().get(3).colour()).hasValue("#808080");
  }

  @Test
  void aChoiceBesideLabelsToDrawIsForPeopleUnlessItHasPredictedValues() {
    assertThat(bind(ALL_SHAPES, "auto").report().labelsWithoutClass()).containsExactly("good");
    assertThat(bind(ALL_SHAPES, "choices").outputs()).containsOnlyKeys("Car", "Fog", "good");
    String classification =
        """
        <View><Image name="i" value="$i"/><Choices name="c" toName="i">
          <Choice value="Cat"><Choice value="Tabby"/></Choice><Choice value="Dog"/>
        </Choices></View>
        """;
    LabelBinding binding = bind(classification, "auto");
    assertThat(binding.outputs()).containsOnlyKeys("Cat", "Dog");
    assertThat(binding.output("Cat").orElseThrow().single()).isTrue();
  }

  @Test
  void aWantedShapeIsTakenWhereItIsOfferedAndTheRestIsReported() {
    LabelBinding binding = bind(ALL_SHAPES, "rectangle");

    assertThat(binding.outputs()).containsOnlyKeys("Car", "Person");
    assertThat(binding.report().labelsWithoutShape()).containsExactly("Fog", "good", "Road");
    assertThat(binding.report().sentences()).hasSize(1).first().asString().contains("\"Road\"");
  }

  @Test
  void aShapeThatTheConfigurationDoesNotOfferIsRefusedWithWhatItDoes() {
    String boxes =
        image("<RectangleLabels name=\"b\" toName=\"i\"><Label value=\"Car\"/></RectangleLabels>");

    assertThatThrownBy(() -> bind(boxes, "brush"))
        .hasMessageContaining("offers rectangle for image \"i\", not brush");
    assertThatThrownBy(() -> OutputShape.parse("mask"))
        .hasMessageContaining("say auto or polygon or brush or rectangle or choices");
  }

  @Test
  void aLabelsTagNamesWhatTheShapesBesideItDraw() {
    String xml =
        image(
            """
            <Labels name="names" toName="i"><Label value="Car"/></Labels>
            <Rectangle name="box" toName="i"/><Brush name="brush" toName="i"/><Polygon name="other" toName="j"/>
            """);

    assertThat(bind(xml, "auto").output("Car").orElseThrow().tags())
        .containsExactly(
            new ResultTag("brush", "i", "brush", false),
            new ResultTag("names", "i", "labels", true));
    assertThat(bind(xml, "rectangle").output("Car").orElseThrow().tags().get(0).fromName())
        .isEqualTo("box");
  }

  @Test
  void whatNoModelCanFillIsRefusedOrReported() {
    String dynamic = "<BrushLabels name=\"d\" toName=\"i\" value=\"$brands\"/>";
    String skipped =
        "<BrushLabels name=\"s\" toName=\"i\" model_skip=\"true\"><Label value=\"A\"/></BrushLabels>";
    String perRegion =
        "<Choices name=\"r\" toName=\"i\" perRegion=\"true\"><Choice value=\"B\"/></Choices>";

    assertThatThrownBy(() -> bind(image(dynamic + skipped + perRegion), "auto"))
        .hasMessageContaining("no labels that a model can fill");
    String boxes =
        "<RectangleLabels name=\"b\" toName=\"i\"><Label value=\"C\"/></RectangleLabels>";
    assertThat(bind(image(dynamic + boxes), "auto").report().dynamicControls())
        .containsExactly("d");
  }

  @Test
  void aPromptSetOverridesTheLabelsAndBothSidesOfAMismatchAreReported() {
    PromptSet set = set("car", "Bus", "R");
    String xml =
        image(
            """
            <BrushLabels name="b" toName="i">
              <Label value="Car" predicted_values="auto"/><Label value="Road" alias="R"/><Label value="Sky"/>
            </BrushLabels>
            """);

    LabelBinding binding = LabelBinding.of(labels(xml), Optional.empty(), set);

    assertThat(binding.prompts()).isSameAs(set);
    assertThat(binding.output("car").orElseThrow().label().resultName()).isEqualTo("Car");
    assertThat(binding.output("R").orElseThrow().label().resultName()).isEqualTo("R");
    assertThat(binding.report().classesWithoutLabel()).containsExactly("Bus");
    assertThat(binding.report().labelsWithoutClass()).containsExactly("Sky");
    assertThat(binding.report().sentences())
        .anyMatch(each -> each.contains("\"Bus\""))
        .anyMatch(each -> each.contains("\"Sky\""));
  }

  @Test
  void aPromptSetThatFitsNothingOrTwiceTheSameIsRefused() {
    ImageLabels labels =
        labels(image("<BrushLabels name=\"b\" toName=\"i\"><Label value=\"Car\"/></BrushLabels>"));

    assertThatThrownBy(() -> LabelBinding.of(labels, Optional.empty(), set("Bus")))
        .hasMessageContaining("none of the classes \"Bus\" has a label")
        .hasMessageContaining("\"Car\"");
    assertThatThrownBy(() -> LabelBinding.of(labels, Optional.empty(), set("car", "Car")))
        .hasMessageContaining("both go to label \"Car\"");
  }

  @Test
  void labelsThatDifferInBlanksOnlyAreAskedOnce() {
    LabelBinding binding =
        bind(
            image(
                "<BrushLabels name=\"b\" toName=\"i\"><Label value=\" Car\"/><Label value=\"Car\"/></BrushLabels>"),
            "auto");

    assertThat(binding.prompts().classes()).hasSize(1);
    assertThat(binding.outputs()).hasSize(1);
  }

  @Test
  void aLabelInAResultLeadsBackToItsClassWhicheverControlDrewIt() {
    LabelBinding binding = bind(ALL_SHAPES, "auto");

    binding
        .outputs()
        .forEach(
            (name, output) ->
                assertThat(
                        binding.className(
                            output.tags().get(0).fromName(), output.label().resultName()))
                    .hasValue(name));
    assertThat(binding.className("box", "Car")).hasValue("Car");
    assertThat(binding.className("paint", "C")).hasValue("Car");
    assertThat(binding.className("paint", "Car")).as("the alias counts there").isEmpty();
    assertThat(binding.className("there", "good")).isEmpty();
  }

  @Test
  void theVersionStaysWhereOnlyLooksChange() {
    String version = bind(ALL_SHAPES, "auto").version();

    assertThat(version).matches("ls-[0-9a-f]{16}");
    assertThat(bind(ALL_SHAPES.replace("grey", "red"), "auto").version()).isEqualTo(version);
    assertThat(bind(ALL_SHAPES.replace("<View>", "<View><Header value=\"x\"/>"), "auto").version())
        .isEqualTo(version);
    String swapped =
        ALL_SHAPES.replace(
            "<Label value=\"Car\" alias=\"C\"/><Label value=\"Road\" background=\"grey\"/>",
            "<Label value=\"Road\" hotkey=\"r\"/><Label value=\"Car\" alias=\"C\"/>");
    assertThat(swapped).isNotEqualTo(ALL_SHAPES);
    assertThat(bind(swapped, "auto").version()).isEqualTo(version);
    assertThat(bind(swapped, "auto").prompts().version())
        .isEqualTo(bind(ALL_SHAPES, "auto").prompts().version());
  }

  @Test
  void theVersionChangesWithWhatIsWritten() {
    List<String> versions =
        Arrays.asList(
            bind(ALL_SHAPES, "auto").version(),
            bind(ALL_SHAPES, "brush").version(),
            bind(ALL_SHAPES, "choices").version(),
            bind(ALL_SHAPES.replace("choice=\"multiple\"", ""), "auto").version(),
            bind(ALL_SHAPES.replace("alias=\"C\"", ""), "auto").version(),
            bind(ALL_SHAPES.replace("\"paint\"", "\"brush\""), "auto").version(),
            bind(ALL_SHAPES.replace("$image", "$photo"), "auto").version(),
            bind(ALL_SHAPES.replace("\"image\"", "\"photo\""), "auto").version());

    assertThat(versions).doesNotHaveDuplicates();
  }

  private static LabelBinding bind(String xml, String shape) {
    return LabelBinding.of(labels(xml), OutputShape.parse(shape));
  }

  private static ImageLabels labels(String xml) {
    return LabelConfig.parse(xml).image(Optional.empty());
  }

  private static String image(String controls) {
    return "<View><Image name=\"i\" value=\"$i\"/>%s</View>".formatted(controls);
  }

  private static PromptSet set(String... names) {
    return PromptSet.of(Arrays.stream(names).map(ClassPrompt::named).toList());
  }
}
