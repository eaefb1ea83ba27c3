package io.prelabel.integration.labelstudio.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ResultCheckTest {
  private static final String CONFIG =
      """
      <View>
        <Image name="image" value="$image"/><Image name="spare" value="$spare"/>
        <BrushLabels name="tag" toName="image"><Label value="Leaf"/></BrushLabels>
        <RectangleLabels name="rect" toName="image"><Label value="Leaf" alias="L"/></RectangleLabels>
        <PolygonLabels name="poly" toName="image"><Label value="Bark"/></PolygonLabels>
        <Choices name="quality" toName="image"><Choice value="good"/></Choices>
        <Labels name="names" toName="image"><Label value="Twig"/></Labels>
        <Rectangle name="box" toName="image"/>
        <BrushLabels name="free" toName="image" value="$labels"/>
      </View>
      """;

  /** As in the contract's own example of an answer. */
  private static final String RESULT =
      """
      {"id":"b1","type":"brushlabels","from_name":"tag","to_name":"image","score":0.91,
       "value":{"format":"rle","rle":[0,18,192,0,57,27,255],"brushlabels":["Leaf"]}},
      {"id":"r1","type":"rectanglelabels","from_name":"rect","to_name":"image",
       "value":{"x":10,"y":20,"width":30,"height":25,"rotation":0,"rectanglelabels":["L"]}},
      {"id":"p1","type":"polygonlabels","from_name":"poly","to_name":"image",
       "value":{"points":[[60,10],[90,10],[75,40.5]],"closed":true,"polygonlabels":["Bark"]}},
      {"id":"c1","type":"choices","from_name":"quality","to_name":"image","value":{"choices":["good"]}},
      {"id":"s1","type":"rectangle","from_name":"box","to_name":"image",
       "value":{"x":1,"y":2,"width":3,"height":4}},
      {"id":"s1","type":"labels","from_name":"names","to_name":"image",
       "value":{"x":1,"y":2,"width":3,"height":4,"labels":["Twig"]}},
      {"id":"f1","type":"brushlabels","from_name":"free","to_name":"image",
       "value":{"format":"rle","rle":[1],"brushlabels":["anything"]}}""";

  private final ResultCheck check = new ResultCheck(LabelConfig.parse(CONFIG));

  @Test
  void whatLabelStudioTakesPasses() {
    assertThat(problems(RESULT)).isEmpty();
    assertThat(problems("")).as("no object found").isEmpty();
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          "from_name":"tag"         | "from_name":"tags"      | from_name "tags" is no control
          "from_name":"tag",        | ''                      | from_name "" is no control
          "to_name":"image","score" | "to_name":"spare","score" | to_name "spare" is not an image of control "tag"
          "type":"brushlabels"      | "type":"brush"          | type "brush" is not that of control "tag"
          "type":"brushlabels"      | "type":null             | type
          ["Leaf"]                  | ["Tree"]                | label "Tree" is not one of control "tag", which has "Leaf"
          ["L"]                     | ["Leaf"]                | label "Leaf" is not one of control "rect", which has "L"
          ["Bark"]                  | []                      | no list polygonlabels
          ["good"]                  | ["bad"]                 | label "bad"
          [0,18,192,0,57,27,255]    | []                      | rle is not a list of bytes
          [0,18,192,0,57,27,255]    | [0,256]                 | rle is not a list of bytes
          "x":10                    | "x":101                 | x is not a percentage
          "width":30                | "width":-1              | width is not a percentage
          [75,40.5]                 | [75]                    | points are not
          ,[75,40.5]                | ''                      | points are not
          "id":"s1","type":"labels" | "id":"s2","type":"labels" | needs the shape that it names
          "score":0.91              | "score":1.5             | score is not a number from 0 to 1
          """)
  void whatLabelStudioWouldDropIsNamedBeforeItIsSent(String right, String wrong, String problem) {
    String result = RESULT.replace(right, wrong);
    assertThat(result).isNotEqualTo(RESULT);

    assertThat(problems(result)).isNotEmpty().first().asString().contains(problem);
  }

  @Test
  void whatWouldLoseAWholeBatchIsNamed() {
    assertThat(check.problems(json("{\"model_version\":null,\"score\":null,\"result\":null}")))
        .containsExactly(
            "model_version is not a text.",
            "score is not a number from 0 to 1.",
            "result is not a list.");
    assertThat(check.problems(json("[]"))).hasSize(3);
    assertThat(problems("null, 5, []")).hasSize(3);
  }

  @Test
  void theListOfProblemsIsBounded() {
    assertThat(problems("{},".repeat(1_000) + "{}")).hasSize(20);
  }

  private List<String> problems(String regions) {
    return check.problems(
        json("{\"model_version\":\"v1\",\"score\":0.5,\"result\":[%s]}".formatted(regions)));
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
