package io.prelabel.service.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.image.PictureSize;
import io.prelabel.plugin.mask.Mask;
import io.prelabel.service.eval.CocoTruth.TruthPicture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CocoTruthTest {
  /** The annotations come first: files need not be in any order. */
  private static final String THREE_FORMS =
      """
      {"info": {"nested": [{"images": [1]}]},
       "annotations": [
         {"id": 1, "image_id": 7, "category_id": 2, "segmentation": {"size": [2, 4], "counts": "026"}},
         {"id": 2, "image_id": 7, "category_id": 2, "segmentation": {"size": [2, 4], "counts": [6, 2]}},
         {"id": 3, "image_id": 7, "category_id": 3, "segmentation": [[1, 0, 3, 0, 3, 2, 1, 2]]},
         {"id": 4, "image_id": 7, "category_id": 3, "iscrowd": 1, "segmentation": {"size": [2, 4], "counts": [0, 2, 6]}}],
       "images": [
         {"id": 7, "file_name": "a/b.jpg", "width": 4, "height": 2},
         {"id": 8, "file_name": "empty.jpg"}],
       "categories": [{"id": 1, "name": "nowhere"}, {"id": 2, "name": " dot "}, {"id": 3, "name": "box"}]}
      """;

  @Test
  void everyFormOfAMaskIsRead_andObjectsOfAClassAreUnited() {
    CocoTruth truth = parse(THREE_FORMS);

    assertThat(truth.classes()).containsExactly("nowhere", "dot", "box");
    assertThat(truth.pictures())
        .extracting(TruthPicture::fileName)
        .containsExactly("a/b.jpg", "empty.jpg");
    assertThat(truth.mask("a/b.jpg", "dot")).contains(Mask.ofRuns(4, 2, 0, 2, 4, 2));
    assertThat(truth.mask("a/b.jpg", "box")).contains(Mask.ofRuns(4, 2, 2, 4, 2));
    assertThat(truth.mask("a/b.jpg", "nowhere")).isEmpty();
    assertThat(truth.mask("empty.jpg", "dot")).isEmpty();
    assertThat(truth.pictures().get(0).size()).contains(new PictureSize(4, 2));
  }

  @Test
  void crowd_staysApartFromTheObjects() {
    Target box = parse(THREE_FORMS).pictures().get(0).targets().get("box");
    assertThat(box.crowd()).contains(Mask.ofRuns(4, 2, 0, 2, 6));
    assertThat(box.isThere()).isTrue();
    assertThat(box.isUndecided()).isFalse();
    assertThat(new Target(Mask.empty(4, 2), box.crowd()).isUndecided()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[1]                                    | t.json is no COCO instances file: it is no JSON object.",
        "{\"images\": [                         | t.json is no COCO instances file: line 1 is not JSON.",
        "{\"images\": [], \"categories\": []}   | t.json is no COCO instances file: it has no list \"annotations\".",
      })
  void whatIsNoCocoFile_isSaidSo(String document, String message) {
    assertThatThrownBy(() -> parse(document))
        .isInstanceOf(PluginException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"image_id\": 9, \"category_id\": 1, \"segmentation\": []      | the annotation 5 names an image that is not in the file.",
        "\"image_id\": 1, \"category_id\": 9, \"segmentation\": []      | the annotation 5 names a category that is not in the file.",
        "\"image_id\": 1, \"segmentation\": []                          | an annotation has no \"category_id\".",
        "\"image_id\": 1, \"category_id\": 1, \"bbox\": [1, 2, 3, 4]    | annotation 5 of a.jpg: it has no segmentation, and a box is no mask.",
        "\"image_id\": 1, \"category_id\": 1, \"segmentation\": [[1,2]] | annotation 5 of a.jpg: a ring needs 3 points or more, these are 2 numbers.",
        "\"image_id\": 1, \"category_id\": 1, \"segmentation\": {\"size\": [2, 2], \"counts\": \"4\"} | annotation 5 of a.jpg: its run lengths are for a picture of 2 x 2, and the picture has 3 x 2.",
        "\"image_id\": 1, \"category_id\": 1, \"segmentation\": {\"size\": [2, 3], \"counts\": [5]} | annotation 5 of a.jpg: COCO counts don't fit: the runs cover 5 pixels, a 3 x 2 picture has 6.",
      })
  void whatIsWrongWithAnObject_namesIt(String object, String message) {
    String document =
        """
        {"images": [{"id": 1, "file_name": "a.jpg", "width": 3, "height": 2}],
         "categories": [{"id": 1, "name": "box"}], "annotations": [{"id": 5, %s}]}
        """
            .formatted(object);
    assertThatThrownBy(() -> parse(document)).hasMessage("t.json: " + message);
  }

  @Test
  void read_whereThereIsNoFile() {
    assertThatThrownBy(() -> CocoTruth.read(Path.of("no", "such.json")))
        .hasMessage("There is no file no/such.json.");
  }

  private static CocoTruth parse(String document) {
    return CocoTruth.parse("t.json", document.getBytes(StandardCharsets.UTF_8));
  }
}
