package io.prelabel.service.eval.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prelabel.integration.picture.ImageIoPictureDecoder;
import io.prelabel.service.eval.EvaluationResult;
import io.prelabel.service.eval.PaintedExample;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportsTest {
  private static final String CAT = "<b onclick=\"x\">cat</b> & 'co'";
  private static final String GONE = "<script>alert(1)</script>.png";
  private static final ReportHead HEAD =
      new ReportHead(
          "painted-1",
          "ps-1",
          "a&b",
          "in",
          "<truth>",
          "words",
          Instant.parse("2026-01-02T03:04:05.678Z"));

  @TempDir private Path folder;
  private PaintedExample example;
  private EvaluationResult result;

  @BeforeEach
  void evaluate() throws Exception {
    example = new PaintedExample(folder, CAT, GONE);
    result = example.run();
  }

  @AfterEach
  void close() {
    example.close();
  }

  @Test
  void page_needsNothingFromElsewhere_andRunsNothing() throws IOException {
    String page = page();
    assertThat(page).doesNotContain("<script", "onclick=\"", "url(", "@import", "<link", "<iframe");
    assertThat(all(page, "(?:src|href)=\"([^\"]{1,40})"))
        .isNotEmpty()
        .allMatch(address -> address.startsWith("#") || address.startsWith("data:image/jpeg"));
    assertThat(page).contains("default-src 'none'; img-src data:; style-src 'unsafe-inline'");
  }

  @Test
  void page_escapesEveryName() throws IOException {
    String page = page();
    assertThat(page)
        .contains("&lt;b onclick=&quot;x&quot;&gt;cat&lt;/b&gt; &amp; &#39;co&#39;")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;.png")
        .contains("&lt;truth&gt;", "a&amp;b");
    assertThat(page).doesNotContain("<b onclick", "<truth>");
    assertThat(Html.text("a\u0000b\u0085c\nd")).isEqualTo("a\ufffdb\ufffdc\ufffdd");
  }

  @Test
  void page_linksLeadToItsParts_andTagsAreClosed() throws IOException {
    String page = page();
    assertThat(all(page, "href=\"#([^\"]+)"))
        .contains("summary", "classes", "thresholds", "cases", "definitions")
        .allSatisfy(id -> assertThat(page).contains("id=\"" + id + "\""));
    for (String tag :
        List.of("section", "figure", "table", "tr", "div", "ul", "svg", "main", "dl", "article")) {
      assertThat(all(page, "(<" + tag + ")[ >]"))
          .as(tag)
          .hasSameSizeAs(all(page, "(</" + tag + ">)"));
    }
  }

  @Test
  void page_showsFiguresCurvesAndCases() throws IOException {
    String page = page();
    assertThat(page).contains("0.500", "Not compared: 3 pictures of the truth.", "0.50 → <b>");
    assertThat(all(page, "(<polyline class=\"curve\")")).hasSize(4); // two classes, two thresholds
    List<String> pictures = all(page, "data:image/jpeg;base64,([^\"]+)");
    assertThat(pictures).hasSize(2 * 3);
    for (String each : pictures) {
      byte[] jpeg = Base64.getDecoder().decode(each);
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
      assertThat(image.getWidth()).isEqualTo(4);
    }
  }

  @Test
  void page_whereAPictureIsGoneMeanwhile() throws IOException {
    Files.delete(example.images().resolve("b.png"));
    assertThat(page()).contains("The picture can't be read any more.");
  }

  @Test
  void json_isNotRounded() {
    JsonNode root = JsonMapper.shared().readTree(JsonReport.write(HEAD, result));
    assertThat(root.at("/masks_gate_off/mean_iou_there").asDouble())
        .isCloseTo(2 / 3.0, within(1e-12));
    assertThat(root.at("/masks/ciou").asDouble()).isCloseTo(0.5, within(1e-12));
    assertThat(root.at("/presence/false_negatives").asLong()).isEqualTo(1);
    assertThat(root.at("/presence_question/false_positives").asLong()).isEqualTo(1);
    assertThat(root.at("/classes/0/name").asString()).isEqualTo(CAT);
    assertThat(root.at("/classes/0/presence_threshold/gain").asDouble())
        .isCloseTo(0.3, within(1e-9));
    assertThat(root.at("/classes/0/mask_threshold/curve")).hasSize(21);
    assertThat(root.at("/coverage/not_compared/0/file_name").asString()).isEqualTo(GONE);
    assertThat(root.at("/worst/ill_fitting/0/outcome").asString()).isEqualTo("absent");
  }

  @Test
  void text_hasALinePerClass_andSaysWhatWasLeftOut() {
    StringWriter text = new StringWriter();
    new TextReport(new PrintWriter(text)).print(result);
    assertThat(text.toString())
        .contains("3 pictures, 2 classes: 5 pairs, in 3 of which the class is there.")
        .contains("Not compared: 3 pictures of the truth.")
        .contains("In the truth, but not asked for: owl.")
        .contains("In the prompts, but not in the truth, and so not asked: fox.")
        .contains("Left out: 1 pair where the truth has a crowd and no object.")
        .containsPattern("mean IoU where the class is there +0\\.500 +0\\.667")
        .containsPattern("the presence question alone +0\\.667 +0\\.667")
        .containsPattern("dog +1 +1\\.000 +1\\.000 +1\\.000 +1\\.000 +0\\.50 is best");
  }

  private String page() throws IOException {
    CasePictures pictures =
        new CasePictures(example.images(), example.source(), new ImageIoPictureDecoder());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new HtmlReport(HEAD, result, pictures).write(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static List<String> all(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    List<String> found = new ArrayList<>();
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
