package io.prelabel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.prelabel.plugin.model.SegmentationModelProvider;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A person drops the jar of another model into the home folder's plugins. */
class PluginJarIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Path SOURCES =
      Path.of(
          System.getProperty("repo.root"), "plugin-api/src/test/java/io/prelabel/plugin/testmodel");

  @TempDir Path folder;

  @Test
  void jarInThePluginsFolder_labelsPictures() throws Exception {
    Path home = folder.resolve("home");
    writeJar(Files.createDirectories(home.resolve("plugins")).resolve("colours.jar"));
    Files.createFile(Files.createDirectory(folder.resolve("checkpoint")).resolve("colour.txt"));
    drawLeftHalfRed(Files.createDirectory(folder.resolve("pictures")).resolve("half.png"));

    try (PrelabelProcess run =
        PrelabelProcess.start(
            home,
            folder,
            "run",
            "--images",
            "pictures",
            "--prompts",
            "red",
            "--checkpoint",
            "checkpoint",
            "--out",
            "out")) {
      assertThat(run.awaitExit(PATIENCE)).as(run.output()).isZero();
    }

    JsonNode coco = JsonMapper.shared().readTree(folder.resolve("out/coco.json"));
    assertThat(coco.at("/info/prelabel/model_version").asString()).isEqualTo("colour-1");
    assertThat(coco.path("annotations")).hasSize(1);
    assertThat(coco.at("/annotations/0/bbox/0").asDouble()).isZero();
    assertThat(coco.at("/annotations/0/bbox/2").asDouble()).isBetween(30.0, 34.0);
  }

  private static void drawLeftHalfRed(Path file) throws IOException {
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.RED);
    graphics.fillRect(0, 0, 32, 64);
    graphics.dispose();
    ImageIO.write(image, "png", file.toFile());
  }

  /** Builds the jar as its author would: sources, compiled against the plugin API alone. */
  private void writeJar(Path jar) throws IOException {
    Path classes = Files.createDirectory(folder.resolve("classes"));
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString(),
                SOURCES.resolve("ColourModel.java").toString(),
                SOURCES.resolve("ColourModelProvider.java").toString());
    assertThat(result).isZero();
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      out.putNextEntry(
          new JarEntry("META-INF/services/" + SegmentationModelProvider.class.getName()));
      out.write(
          "io.prelabel.plugin.testmodel.ColourModelProvider".getBytes(StandardCharsets.UTF_8));
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(each).toString().replace('\\', '/')));
        Files.copy(each, out);
      }
    }
  }
}
