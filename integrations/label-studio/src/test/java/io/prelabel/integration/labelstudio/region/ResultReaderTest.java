package io.prelabel.integration.labelstudio.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.image.PictureSize;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultReaderTest {
  private static final PictureSize SIZE = new PictureSize(4, 4);
  private static final String PICTURE = "'original_width':4,'original_height':4,'image_rotation':0";

  @Test
  void polygonOfAPerson_isDrawnAndLabelled() {
    ReadResult read =
        read(
            "[{'id':'p','type':'polygonlabels','from_name':'poly','origin':'manual',%s,"
                + "'value':{'points':[[0,0],[50,0],[50,50],[0,50]],'closed':true,"
                + "'polygonlabels':['Bark']}}]");
    assertThat(read.refusals()).isEmpty();
    assertThat(read.regions())
        .containsExactly(
            new ReadRegion(
                "p",
                List.of(new RegionLabel("poly", "Bark")),
                Optional.of(RegionOrigin.MANUAL),
                Optional.of(Answers.mask("##..", "##..", "....", "...."))));
  }

  @Test
  void rectangle_isTurnedClockwiseAroundItsTopLeftCorner() {
    ReadResult read =
        read(
            "[{'id':'r','type':'rectanglelabels','from_name':'box','origin':'prediction-changed',%s,"
                + "'value':{'x':75,'y':0,'width':100,'height':50,'rotation':90,"
                + "'rectanglelabels':['Leaf']}}]");
    assertThat(read.masksByLabel())
        .containsEntry(
            new RegionLabel("box", "Leaf"), Answers.mask(".##.", ".##.", ".##.", ".##."));
    assertThat(read.regions().get(0).origin()).contains(RegionOrigin.PREDICTION_CHANGED);
  }

  @Test
  void regionsOfOneLabel_areUnited() {
    ReadResult read =
        read(
            "["
                + box("a", "'x':0,'y':0,'width':25,'height':25")
                + ","
                + box("b", "'x':75,'y':75,'width':25,'height':25")
                + "]");
    assertThat(read.masksByLabel().values())
        .containsExactly(Answers.mask("#...", "....", "....", "...#"));
  }

  @Test
  void entriesWithOneId_areOneRegion() {
    ReadResult read =
        read(
            "[{'id':'x','type':'rectangle','from_name':'box',%1$s,"
                + "'value':{'x':0,'y':0,'width':100,'height':25,'rotation':0}},"
                + "{'id':'x','type':'labels','from_name':'names',%1$s,"
                + "'value':{'x':0,'y':0,'width':100,'height':25,'rotation':0,'labels':['Leaf']}},"
                + "{'id':'x','type':'choices','from_name':'state',%1$s,"
                + "'value':{'x':0,'choices':['wet']}}]");
    assertThat(read.regions()).hasSize(1);
    assertThat(read.regions().get(0).labels())
        .containsExactly(new RegionLabel("names", "Leaf"), new RegionLabel("state", "wet"));
    assertThat(read.regions().get(0).mask()).contains(Answers.mask("####", "....", "....", "...."));
  }

  @Test
  void choicesOfThePicture_haveNoMask() {
    ReadResult read =
        read("[{'id':'c','type':'choices','from_name':'q','value':{'choices':['good']}}]");
    assertThat(read.regions().get(0).labels()).containsExactly(new RegionLabel("q", "good"));
    assertThat(read.regions().get(0).mask()).isEmpty();
    assertThat(read.masksByLabel()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          'original_width':2,'original_height':8 | 'x':0,'y':0,'width':9,'height':9 | of a 2 x 8
          'original_width':4 | 'x':0,'y':0,'width':9,'height':9 | of a 4 x 0 picture
          'original_width':4,'original_height':4,'image_rotation':90 | 'rle':[0] | turned by 90
          'original_width':4,'original_height':4 | 'rle':[0,0,0,64] | ends after 4 bytes
          'original_width':4,'original_height':4 | 'rle':[0,256] | a byte at position 1
          'original_width':4,'original_height':4 | 'rle':['a'] | a byte at position 0
          'original_width':4,'original_height':4 | 'points':[[0,0],[9,9]] | needs 3 points
          'original_width':4,'original_height':4 | 'points':[[0,0],[9,9],[1e9,0]] | no percentage
          'original_width':4,'original_height':4 | 'points':[[0,0],[9,9],['a']] | no percentage
          'original_width':4,'original_height':4 | 'points':[0,0,0] | no percentage
          'original_width':4,'original_height':4 | 'x':0,'radiusX':3,'radiusY':3 | is not read
          """)
  void whatCannotBeDrawn_isRefusedAndTheRestIsRead(String picture, String value, String reason) {
    ReadResult read =
        ResultReader.read(
            Answers.json(
                "[{'id':'bad','type':'somelabels','from_name':'f',%s,'value':{%s}},%s]"
                    .formatted(
                        picture,
                        value,
                        box("good", "'x':0,'y':0,'width':25,'height':25").formatted(PICTURE))),
            SIZE);
    assertThat(read.regions()).extracting(ReadRegion::id).containsExactly("good");
    assertThat(read.refusals()).singleElement().asString().startsWith("Region bad: ");
    assertThat(read.refusals().get(0)).contains(reason);
  }

  @Test
  void morePointsThanAllowed_areRefused() {
    String points = "[1,1],".repeat(ShapeReader.MOST_POINTS) + "[2,2]";
    ReadResult read =
        read(
            "[{'id':'p','type':'polygonlabels','from_name':'f',%s,'value':{'points':["
                + points
                + "]}}]");
    assertThat(read.refusals()).singleElement().asString().contains("at most 50000 are read");
  }

  @Test
  void relation_isSkippedAndAMissingIdIsNot() {
    ReadResult read = read("[{'type':'relation','from_id':'a'},{'type':'brushlabels'}]");
    assertThat(read.refusals()).containsExactly("A region has no id.");
  }

  @Test
  void noList_isRefused() {
    assertThatExceptionOfType(PluginException.class)
        .isThrownBy(() -> ResultReader.read(Answers.json("{}"), SIZE))
        .withMessageContaining("no list");
  }

  private static String box(String id, String value) {
    return "{'id':'"
        + id
        + "','type':'rectanglelabels','from_name':'box',%1$s,'value':{"
        + value
        + ",'rectanglelabels':['Leaf']}}";
  }

  private static ReadResult read(String result) {
    return ResultReader.read(Answers.json(result.replace("%s", "%1$s").formatted(PICTURE)), SIZE);
  }
}
