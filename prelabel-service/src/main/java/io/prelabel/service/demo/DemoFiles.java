package io.prelabel.service.demo;

import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.model.PromptSet;
import io.prelabel.service.eval.CocoTruth;
import io.prelabel.service.prompts.PromptFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * The demo's files, unpacked from the jar: a model's weights are mapped into memory, which needs a
 * file, and data sets are folders.
 *
 * @param folder holds {@code checkpoint} and {@code images}
 */
public record DemoFiles(Path folder, PromptSet promptSet, CocoTruth groundTruth) {
  private static final List<String> CHECKPOINT =
      List.of("config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json");

  /**
   * Unpacks what is missing. A file that is there with the right length is left alone, so that its
   * pictures are known to the database the second time.
   */
  public static DemoFiles unpack(Path folder) {
    CocoTruth groundTruth = CocoTruth.parse("ground-truth.json", bytes("ground-truth.json"));
    try {
      for (String each : CHECKPOINT) {
        unpack("checkpoint/" + each, folder);
      }
      for (CocoTruth.TruthPicture each : groundTruth.pictures()) {
        unpack("images/" + each.fileName(), folder);
      }
    } catch (IOException e) {
      throw PluginException.badInput(
          "The demo can't be unpacked to %s (%s); choose another home with --home."
              .formatted(folder, e));
    }
    String prompts = new String(bytes("prompts.yaml"), StandardCharsets.UTF_8);
    return new DemoFiles(folder, PromptFile.parse("prompts.yaml", prompts), groundTruth);
  }

  public Path checkpoint() {
    return folder.resolve("checkpoint");
  }

  public Path images() {
    return folder.resolve("images");
  }

  private static void unpack(String name, Path folder) throws IOException {
    byte[] content = bytes(name);
    Path file = folder.resolve(name);
    if (Files.isRegularFile(file) && Files.size(file) == content.length) {
      return;
    }
    Files.createDirectories(file.getParent());
    Path beside = file.resolveSibling(file.getFileName() + ".part");
    Files.write(beside, content);
    Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
  }

  static byte[] bytes(String name) {
    try (InputStream in = DemoFiles.class.getResourceAsStream("/demo/" + name)) {
      return Optional.ofNullable(in)
          .orElseThrow(() -> new IllegalStateException("the jar lacks demo/" + name))
          .readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("the jar's demo/%s can't be read".formatted(name), e);
    }
  }
}
