package io.prelabel.service.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.prelabel.plugin.image.Picture;
import io.prelabel.plugin.mask.Mask;
import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.MaskPrediction;
import io.prelabel.plugin.model.Prompt;
import io.prelabel.plugin.model.PromptSet;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverlayTest {
  private static final ClassPrompt RED =
      new ClassPrompt(
          "red",
          List.of(Prompt.ofClass("r")),
          0.5,
          OptionalDouble.empty(),
          0,
          false,
          Optional.of("#ff0000"));
  private static final Palette PALETTE = Palette.of(PromptSet.of(List.of(RED)));

  @Test
  void draw_tintsTheMaskOutlinesItAndLeavesTheRest() {
    BufferedImage image = Overlay.draw(grey(40, 30), List.of(leftHalf(40, 30)), PALETTE);

    assertThat(image.getWidth()).isEqualTo(40);
    assertThat(image.getHeight()).isGreaterThanOrEqualTo(30);
    assertThat(new Color(image.getRGB(30, 10))).isEqualTo(new Color(100, 100, 100));
    assertThat(new Color(image.getRGB(5, 10))).isEqualTo(new Color(165, 58, 58));
    assertThat(new Color(image.getRGB(19, 10))).isEqualTo(Color.RED);
    assertThat(new Color(image.getRGB(0, 0))).as("the border is no edge").isNotEqualTo(Color.RED);
  }

  @Test
  void draw_givesAbsentClassesALineOfTheLegend_howeverManyThereAre() {
    assumeThat(Fonts.sansSerif(12)).as("a machine with fonts").isPresent();
    List<ClassPrompt> many =
        IntStream.range(0, 80).mapToObj(i -> ClassPrompt.named("class " + i)).toList();
    Palette palette = Palette.of(PromptSet.of(many));
    List<MaskPrediction> one = List.of(FixedContent.absent(many.get(0), 0.1));
    List<MaskPrediction> all = many.stream().map(each -> FixedContent.absent(each, 0.1)).toList();

    int height = Overlay.draw(grey(400, 30), List.of(), palette).getHeight();
    int withOne = Overlay.draw(grey(400, 30), one, palette).getHeight();
    assertThat(withOne).isGreaterThan(height);
    assertThat(Overlay.draw(grey(400, 30), all, palette).getHeight()).isEqualTo(withOne);
  }

  @Test
  void draw_makesLargePicturesSmaller() {
    BufferedImage image = Overlay.draw(grey(5000, 40), List.of(leftHalf(5000, 40)), PALETTE);

    assertThat(image.getWidth()).isEqualTo(1667);
    assertThat(new Color(image.getRGB(100, 5))).isEqualTo(new Color(165, 58, 58));
    assertThat(new Color(image.getRGB(1600, 5))).isEqualTo(new Color(100, 100, 100));
  }

  @Test
  void spotlight_keepsTheInsideAsItIs_outlined_andTakesTheColourFromTheRest() {
    byte[] red = new byte[3 * 60 * 60];
    for (int i = 0; i < red.length; i++) {
      red[i] = (byte) (i % 3 == 0 ? 200 : 40);
    }
    Picture picture = new Picture(60, 60, red);
    Mask mask = Mask.ofRuns(60, 60, 60 * 20, 60 * 20, 60 * 20); // twenty columns in the middle

    BufferedImage drawn = Overlay.spotlight(picture, mask, Color.BLUE, 60);

    assertThat(new Color(drawn.getRGB(30, 30))).isEqualTo(new Color(200, 40, 40));
    assertThat(new Color(drawn.getRGB(20, 30))).isEqualTo(Color.BLUE);
    Color outside = new Color(drawn.getRGB(5, 30));
    assertThat(outside.getRed()).isEqualTo(outside.getGreen()).isEqualTo(outside.getBlue());
    assertThat(drawn.getHeight()).isEqualTo(60); // no legend
    assertThat(Overlay.spotlight(picture, mask, Color.BLUE, 30).getWidth()).isEqualTo(30);
  }

  @Test
  void draw_alternatesColoursWhereOutlinesFallTogether() {
    ClassPrompt blue =
        new ClassPrompt(
            "blue",
            List.of(Prompt.ofClass("b")),
            0.5,
            OptionalDouble.empty(),
            0,
            false,
            Optional.of("#0000ff"));
    Palette palette = Palette.of(PromptSet.of(List.of(RED, blue)));
    MaskPrediction first = leftHalf(60, 60);
    MaskPrediction second = FixedContent.prediction(blue, leftHalfRows(60, 60));

    BufferedImage image = Overlay.draw(grey(60, 60), List.of(first, second), palette);

    Set<Integer> colours = new HashSet<>();
    IntStream.range(0, 60).forEach(y -> colours.add(image.getRGB(29, y)));
    assertThat(colours).containsExactlyInAnyOrder(Color.RED.getRGB(), Color.BLUE.getRGB());
  }

  @Test
  void draw_whereNothingWasFound() {
    MaskPrediction nothing = FixedContent.prediction(RED, "....", "....");
    BufferedImage image = Overlay.draw(grey(4, 2), List.of(nothing), PALETTE);
    assertThat(new Color(image.getRGB(1, 1))).isEqualTo(new Color(100, 100, 100));
  }

  @Test
  void palette_givesDistinctColoursAndKeepsThoseThatAreAskedFor() {
    List<ClassPrompt> classes =
        IntStream.range(0, 14).mapToObj(i -> ClassPrompt.named("c" + i)).toList();
    ClassPrompt orange =
        new ClassPrompt(
            "o",
            List.of(Prompt.ofClass("o")),
            0.5,
            OptionalDouble.empty(),
            0,
            false,
            Optional.of("#e69f00"));
    List<ClassPrompt> all = new java.util.ArrayList<>(classes);
    all.add(orange);
    Palette palette = Palette.of(PromptSet.of(all));
    assertThat(all.stream().map(each -> palette.colour(each.name()))).doesNotHaveDuplicates();
    assertThat(palette.colour("o")).isEqualTo(Color.decode("#e69f00"));
  }

  @Test
  void files_keepFoldersAndTellEqualStemsApart(@TempDir Path folder) throws IOException {
    OverlayFiles files = new OverlayFiles(folder);
    BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
    assertThat(files.write("a/b.jpg", image)).isEqualTo(folder.resolve("a/b.png")).isNotEmptyFile();
    assertThat(files.write("a/b.png", image)).isEqualTo(folder.resolve("a/b.png.png"));
    assertThat(files.write(".hidden", image)).isEqualTo(folder.resolve(".hidden.png"));
    assertThatThrownBy(() -> files.write("../b.jpg", image)).hasMessageContaining("leaves");
  }

  private static Picture grey(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    Arrays.fill(rgb, (byte) 100);
    return new Picture(width, height, rgb);
  }

  private static MaskPrediction leftHalf(int width, int height) {
    return FixedContent.prediction(RED, leftHalfRows(width, height));
  }

  private static String[] leftHalfRows(int width, int height) {
    String row = "#".repeat(width / 2) + ".".repeat(width - width / 2);
    return IntStream.range(0, height).mapToObj(y -> row).toArray(String[]::new);
  }
}
