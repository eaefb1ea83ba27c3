package io.prelabel.integration.self1e.verify;

import io.prelabel.integration.self1e.checkpoint.CheckpointFolder;
import io.prelabel.integration.self1e.checkpoint.Safetensors;
import io.prelabel.integration.self1e.checkpoint.TensorEntry;
import io.prelabel.integration.self1e.image.TileGrid;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.mask.Mask;
import io.prelabel.plugin.model.Attribute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A folder with a checkpoint, questions, and the answers of the authors' code: {@code
 * expected.json}, {@code expected.safetensors}, {@code checkpoint/}, where needed {@code base/},
 * and the pictures in {@code images/} inside or beside the folder.
 *
 * @param folder the variant's folder
 * @param checkpoint the checkpoint; {@code checkpoint/} inside unless it lies elsewhere
 * @param cases one per picture
 * @param tensors expected tensors by name ("0.1.logits")
 */
record GoldenFolder(
    Path folder, Path checkpoint, List<Case> cases, Map<String, TensorEntry> tensors) {
  private static final String EXPECTED = "expected.json";
  private static final int PIECE = 1 << 20;

  /**
   * A picture and what is asked about it.
   *
   * @param maximumTiles 1 is the standard mode
   * @param grid the grid that the authors' code chose
   */
  record Case(String image, int maximumTiles, TileGrid grid, List<Question> questions) {}

  /**
   * What is asked.
   *
   * @param mask at the size of the picture
   * @param presence the logits of Yes and No after the question whether it is there
   * @param attribute a question with given answers, where this case has one
   */
  @SuppressWarnings("ArrayRecordComponent") // read only, within the package
  record Question(
      String text, Mask mask, Optional<float[]> presence, Optional<GoldenAttribute> attribute) {}

  /**
   * A question with given answers, as the authors' code scores them.
   *
   * @param tokens of each answer, with the one that ends it
   * @param logLikelihoods of each answer
   */
  record GoldenAttribute(Attribute attribute, List<long[]> tokens, List<Double> logLikelihoods) {}

  /** Returns the variants: the folder itself, or those of its subfolders that are one. */
  static List<Path> variants(Path dir) {
    if (Files.isRegularFile(dir.resolve(EXPECTED))) {
      return List.of(dir);
    }
    try (Stream<Path> children = Files.list(dir)) {
      List<Path> found =
          children.filter(each -> Files.isRegularFile(each.resolve(EXPECTED))).sorted().toList();
      if (found.isEmpty()) {
        throw PluginException.badInput(
            "neither %s nor a folder in it holds an %s".formatted(dir, EXPECTED));
      }
      return found;
    } catch (IOException e) {
      throw PluginException.badInput(dir + " is no folder that can be read");
    }
  }

  static GoldenFolder read(Path folder, Path checkpoint) {
    JsonNode root = CheckpointFolder.json(folder.resolve(EXPECTED));
    List<Case> cases = new ArrayList<>();
    for (JsonNode each : root.path("cases")) {
      JsonNode tiles = each.path("tiles");
      cases.add(
          new Case(
              each.path("image").asString(),
              each.path("max_num").asInt(1),
              new TileGrid(tiles.path("cols").asInt(1), tiles.path("rows").asInt(1)),
              questions(each)));
    }
    return new GoldenFolder(
        folder, checkpoint, cases, Safetensors.read(folder.resolve("expected.safetensors")));
  }

  private static List<Question> questions(JsonNode golden) {
    List<Question> questions = new ArrayList<>();
    for (JsonNode each : golden.path("prompts")) {
      int[] counts =
          each.path("mask_counts_column_major").valueStream().mapToInt(JsonNode::asInt).toArray();
      Mask mask = Mask.ofRuns(golden.path("width").asInt(), golden.path("height").asInt(), counts);
      JsonNode presence = each.path("presence_logits");
      questions.add(
          new Question(
              each.path("text").asString(),
              mask,
              presence.isObject()
                  ? Optional.of(new float[] {number(presence, "Yes"), number(presence, "No")})
                  : Optional.empty(),
              Optional.of(each.path("question"))
                  .filter(JsonNode::isObject)
                  .map(GoldenFolder::attribute)));
    }
    return questions;
  }

  private static float number(JsonNode node, String key) {
    return (float) node.path(key).asDouble();
  }

  private static GoldenAttribute attribute(JsonNode node) {
    String text = node.path("text").asString();
    List<JsonNode> answers = node.path("answers").valueStream().toList();
    return new GoldenAttribute(
        new Attribute(
            text, text, answers.stream().map(each -> each.path("answer").asString()).toList()),
        answers.stream()
            .map(each -> each.path("token_ids").valueStream().mapToLong(JsonNode::asLong).toArray())
            .toList(),
        answers.stream().map(each -> each.path("log_likelihood").asDouble()).toList());
  }

  Optional<Path> base() {
    return Optional.of(folder.resolve("base")).filter(Files::isDirectory);
  }

  byte[] image(Case golden) {
    for (String place : new String[] {"images", "../images"}) {
      Path file = folder.resolve(place).resolve(golden.image());
      if (Files.isRegularFile(file)) {
        try {
          return Files.readAllBytes(file);
        } catch (IOException e) {
          throw new PluginException(FailureCategory.UNAVAILABLE, file + " can't be read", e);
        }
      }
    }
    throw PluginException.badInput(
        "%s: the picture %s is neither in images/ nor in ../images/"
            .formatted(folder, golden.image()));
  }

  boolean has(String tensor) {
    return tensors.containsKey(tensor);
  }

  float[] floats(String tensor) {
    TensorEntry entry = entry(tensor);
    float[] values = new float[Math.toIntExact(entry.size() / Float.BYTES)];
    entry.read(
        PIECE,
        (piece, at) ->
            piece
                .asFloatBuffer()
                .get(values, (int) (at / Float.BYTES), piece.remaining() / Float.BYTES));
    return values;
  }

  long[] longs(String tensor) {
    TensorEntry entry = entry(tensor);
    long[] values = new long[Math.toIntExact(entry.size() / Long.BYTES)];
    entry.read(
        PIECE,
        (piece, at) ->
            piece
                .asLongBuffer()
                .get(values, (int) (at / Long.BYTES), piece.remaining() / Long.BYTES));
    return values;
  }

  private TensorEntry entry(String tensor) {
    TensorEntry entry = tensors.get(tensor);
    if (entry == null) {
      throw PluginException.badInput(
          "%s: expected.safetensors has no tensor %s".formatted(folder, tensor));
    }
    return entry;
  }
}
