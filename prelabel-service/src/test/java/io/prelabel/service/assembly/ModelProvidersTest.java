package io.prelabel.service.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.model.ModelSettings;
import io.prelabel.plugin.model.SegmentationModelProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelProvidersTest {
  private static final String SOURCE =
      """
      package other;
      import io.prelabel.plugin.PluginException;
      import io.prelabel.plugin.model.*;
      public final class OtherProvider implements SegmentationModelProvider {
        public String name() { return "other"; }
        public boolean recognises(ModelSettings s) {
          return java.nio.file.Files.exists(s.checkpoint().resolve("other.txt"));
        }
        public SegmentationModel open(ModelSettings s) {
          throw PluginException.badInput("other was asked");
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void find_loadsProvidersFromJarsBesideThoseOfTheClassPath() throws IOException {
    Path plugins = Files.createDirectory(folder.resolve("plug ins"));
    writeJar(plugins.resolve("other.jar"), "other.OtherProvider", true);
    Path checkpoint = Files.createDirectory(folder.resolve("checkpoint"));
    Files.createFile(checkpoint.resolve("other.txt"));

    try (ModelProviders providers = ModelProviders.find(plugins)) {
      assertThat(providers.names()).containsExactly("other", "self1e");
      assertThatThrownBy(() -> providers.open(ModelSettings.of(checkpoint)))
          .hasMessage("other was asked");
    }
  }

  @Test
  void find_namesTheFolderWhereAJarIsBroken() throws IOException {
    writeJar(folder.resolve("broken.jar"), "other.Missing", false);
    assertThatThrownBy(() -> ModelProviders.find(folder))
        .isInstanceOf(PluginException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("other.Missing");
  }

  @Test
  void open_saysWhatIsWrongWithTheFolder() throws IOException {
    try (ModelProviders providers = ModelProviders.find(folder.resolve("none"))) {
      Path missing = folder.resolve("missing");
      assertThatThrownBy(() -> providers.open(ModelSettings.of(missing)))
          .hasMessage("There is no folder %s to load a checkpoint from.".formatted(missing));
      assertThatThrownBy(() -> providers.open(ModelSettings.of(folder)))
          .hasMessageContaining("holds no checkpoint of a known kind (self1e)");
    }
  }

  private void writeJar(Path jar, String provider, boolean withClass) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      out.putNextEntry(
          new JarEntry("META-INF/services/" + SegmentationModelProvider.class.getName()));
      out.write(provider.getBytes(StandardCharsets.UTF_8));
      if (withClass) {
        out.putNextEntry(new JarEntry("other/OtherProvider.class"));
        out.write(Files.readAllBytes(compiled()));
      }
    }
  }

  private Path compiled() throws IOException {
    Path source = folder.resolve("OtherProvider.java");
    Files.writeString(source, SOURCE);
    String classPath = System.getProperty("java.class.path");
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", classPath, "-d", folder.toString(), source.toString());
    assertThat(result).isZero();
    return folder.resolve("other/OtherProvider.class");
  }
}
