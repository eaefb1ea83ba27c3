package io.prelabel.integration.labelstudio.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.prelabel.integration.labelstudio.config.OutputShape;
import io.prelabel.integration.labelstudio.config.ResultTag;
import io.prelabel.plugin.mask.Mask;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ResultWriterTest {
  private static final Mask CORNER = Answers.mask("##..", "##..", "....", "....");
  private static final Mask TWO_PARTS = Answers.mask("##..", "##..", "....", "...#");
  private final ResultWriter writer = new ResultWriter(RegionLimits.DEFAULT);

  @Test
  void brush_isWrittenAsLabelStudioStoresIt() {
    Mask mask = Answers.mask("##.", "...");
    assertThat(onlyEntry(Answers.of("Leaf", OutputShape.BRUSH, mask)))
        .isEqualTo(
            Answers.json(
                """
                {'type':'brushlabels','from_name':'tag','to_name':'image','score':0.75,
                 'original_width':3,'original_height':2,'image_rotation':0,
                 'value':{'format':'rle','rle':[0,0,0,24,57,27,252,255,247,192,0],
                  'brushlabels':['Leaf']}}"""));
  }

  @Test
  void polygon_isInPercentOfThePicture() {
    assertThat(onlyEntry(Answers.of("Leaf", OutputShape.POLYGON, CORNER)).path("value"))
        .isEqualTo(
            Answers.json(
                """
                {'points':[[0.0,0.0],[50.0,0.0],[50.0,50.0],[0.0,50.0]],'closed':true,
                 'polygonlabels':['Leaf']}"""));
  }

  @Test
  void rectangle_isTheBoxAndItsIouIsReported() {
    Mask bend = Answers.mask("....", ".##.", ".#..", "....");
    ClassAnswer answer = Answers.of("Leaf", OutputShape.RECTANGLE, bend);
    assertThat(onlyEntry(answer).path("value"))
        .isEqualTo(
            Answers.json(
                """
                {'x':25.0,'y':25.0,'width':50.0,'height':50.0,'rotation':0,
                 'rectanglelabels':['Leaf']}"""));
    assertThat(writer.write(List.of(answer)).classes())
        .extracting(each -> each.iou().orElseThrow())
        .containsExactly(0.75);
  }

  @Test
  void labelsBesideAShape_takeTwoEntriesWithOneId() {
    List<ResultTag> tags =
        List.of(
            new ResultTag("box", "image", "rectangle", false),
            new ResultTag("names", "image", "labels", true));
    ClassAnswer answer =
        new ClassAnswer(
            Answers.prediction("Leaf", CORNER, 0.5),
            Answers.output("Leaf", OutputShape.RECTANGLE, false, tags));
    JsonNode result = writer.write(List.of(answer)).result();
    assertThat(result).hasSize(2);
    assertThat(result.path(0).path("id")).isEqualTo(result.path(1).path("id"));
    assertThat(result.path(0).path("value").has("rectangle")).isFalse();
    assertThat(result.path(1).path("value").path("labels")).isEqualTo(Answers.json("['Leaf']"));
    assertThat(result.path(1).path("value").path("width").asDouble()).isEqualTo(50);
  }

  @Test
  void emptyMask_writesNothingAndLeavesNothingOut() {
    WrittenResult written =
        writer.write(List.of(Answers.of("Leaf", OutputShape.BRUSH, Mask.empty(4, 4))));
    assertThat(written.result()).isEmpty();
    assertThat(written.partsLeftOut()).isZero();
  }

  @Test
  void ids_areUniqueInAResultAndTheSameNextTime() {
    List<ClassAnswer> answers =
        List.of(
            Answers.of("Leaf", OutputShape.BRUSH, TWO_PARTS),
            Answers.of("Bark", OutputShape.BRUSH, TWO_PARTS),
            Answers.of("Leaf", OutputShape.POLYGON, Answers.disc(40, 18, 9)));
    List<String> ids = ids(writer.write(answers));
    Set<String> unique = new HashSet<>(ids);
    assertThat(unique).hasSize(ids.size()).hasSizeGreaterThanOrEqualTo(6);
    assertThat(ids(writer.write(answers))).isEqualTo(ids);
    ClassAnswer onePart = Answers.of("Leaf", OutputShape.BRUSH, CORNER);
    assertThat(ids)
        .as("an unchanged part keeps its id")
        .containsAll(ids(writer.write(List.of(onePart))));
  }

  @Test
  void tooManyRegions_keepTheLargestAndCountTheRest() {
    WrittenResult written =
        new ResultWriter(new RegionLimits(2, 100))
            .write(
                List.of(
                    Answers.of("Leaf", OutputShape.BRUSH, TWO_PARTS),
                    Answers.of("Bark", OutputShape.BRUSH, Answers.mask("....", "####", "...."))));
    assertThat(written.result()).hasSize(2);
    assertThat(written.classes())
        .extracting(WrittenClass::className, WrittenClass::regions, WrittenClass::partsLeftOut)
        .containsExactly(tuple("Leaf", 1, 1), tuple("Bark", 1, 0));
    assertThat(written.classes().get(0).iou()).hasValue(0.8);
    assertThat(written.partsLeftOut()).isEqualTo(1);
  }

  @Test
  void tooManyPoints_leaveThePartOutWholeAndSmallerOnesIn() {
    Mask mask = Answers.mask("#.#...", "#.#...", "###...", ".....#");
    WrittenResult written =
        new ResultWriter(new RegionLimits(10, 4))
            .write(List.of(Answers.of("Leaf", OutputShape.POLYGON, mask)));
    assertThat(written.result()).hasSize(1);
    assertThat(written.partsLeftOut()).isEqualTo(1);
    assertThat(written.classes().get(0).iou()).hasValue(0.125);
  }

  @Test
  void singleChoice_isTheLikeliest() {
    WrittenResult written =
        writer.write(
            List.of(
                Answers.choice("day", true, 0.4),
                Answers.choice("night", true, 0.6),
                Answers.choice("dusk", true, 0.5)));
    assertThat(written.result()).hasSize(1);
    assertThat(written.result().path(0).path("value"))
        .isEqualTo(Answers.json("{'choices':['night']}"));
    assertThat(written.result().path(0).path("score").asDouble()).isEqualTo(0.6);
    assertThat(written.classes()).extracting(WrittenClass::partsLeftOut).containsExactly(1, 0, 1);
  }

  @Test
  void severalChoices_areOneEntry() {
    WrittenResult written =
        writer.write(
            List.of(Answers.choice("car", false, 0.9), Answers.choice("tree", false, 0.6)));
    assertThat(written.result()).hasSize(1);
    assertThat(written.result().path(0).path("value"))
        .isEqualTo(Answers.json("{'choices':['car','tree']}"));
    assertThat(written.partsLeftOut()).isZero();
  }

  private JsonNode onlyEntry(ClassAnswer answer) {
    JsonNode result = writer.write(List.of(answer)).result();
    assertThat(result).hasSize(1);
    return ((ObjectNode) result.path(0)).without("id");
  }

  private static List<String> ids(WrittenResult written) {
    return written.result().valueStream().map(each -> each.path("id").asString()).toList();
  }
}
