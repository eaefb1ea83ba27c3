package io.prelabel.integration.self1e.checkpoint;

import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.model.ModelSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the files of a checkpoint lie: a Hugging Face folder, and a second one that supplies what
 * the first lacks. Reads nothing but file names, until a file is asked for.
 *
 * @param folder the SELF1E folder
 * @param base the folder of the model that it was trained from, or empty
 */
public record CheckpointFolder(Path folder, Optional<Path> base) {
  public static final String CONFIG = "config.json";
  public static final String TOKENIZER = "tokenizer.json";
  public static final String WEIGHTS = "model.safetensors";
  public static final String INDEX = "model.safetensors.index.json";

  /** A file beside the index, and nothing that leads elsewhere. */
  private static final Pattern SHARD_NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

  /** Many times the largest tokenizer there is. */
  private static final long MAXIMUM_BYTES = 1 << 28;

  private static final JsonMapper JSON = JsonMapper.shared();

  /** Returns the folders of a model's settings. */
  public static CheckpointFolder of(ModelSettings settings) {
    return new CheckpointFolder(settings.checkpoint(), settings.base());
  }

  /** Returns the folders, the one that wins first. */
  public List<Path> folders() {
    return Stream.concat(Stream.of(folder), base.stream()).toList();
  }

  /** Returns a file of the first folder, else of the base, else empty. */
  public Optional<Path> find(String name) {
    Path own = folder.resolve(name);
    if (Files.isRegularFile(own)) {
      return Optional.of(own);
    }
    return base.map(each -> each.resolve(name)).filter(Files::isRegularFile);
  }

  /**
   * Returns a file that must be there.
   *
   * @throws PluginException {@code BAD_INPUT} with the folder and the remedy
   */
  public Path require(String name) {
    return find(name)
        .orElseThrow(
            () ->
                PluginException.badInput(
                    "%s has no %s; download the whole checkpoint, or name the folder of its base model too"
                        .formatted(folder, name)));
  }

  /**
   * Returns the weight files of each folder that has some, the base's first: where names are equal,
   * a later folder wins.
   *
   * @throws PluginException {@code BAD_INPUT} where there is none, or one of a set is missing
   */
  public List<List<Path>> weightSets() {
    List<List<Path>> sets = new ArrayList<>();
    base.ifPresent(each -> sets.add(weightFiles(each)));
    sets.add(weightFiles(folder));
    sets.removeIf(List::isEmpty);
    if (sets.isEmpty()) {
      throw PluginException.badInput(
          "%s has neither %s nor %s nor numbered shards; SELF1E weights are read from safetensors files alone"
              .formatted(folder, WEIGHTS, INDEX));
    }
    return List.copyOf(sets);
  }

  /** One file before shards, as Hugging Face's loader: an index beside it is of an older save. */
  private static List<Path> weightFiles(Path in) {
    Path single = in.resolve(WEIGHTS);
    if (Files.isRegularFile(single)) {
      return List.of(single);
    }
    Path index = in.resolve(INDEX);
    return Files.isRegularFile(index) ? shards(in, index) : NumberedShards.find(in);
  }

  /** Reads an index: {@code weight_map} from tensor name to file name. */
  private static List<Path> shards(Path in, Path index) {
    List<Path> shards =
        json(index).path("weight_map").values().stream()
            .map(name -> name.asString(""))
            .distinct()
            .sorted()
            .map(name -> shard(in, index, name))
            .toList();
    if (shards.isEmpty()) {
      throw PluginException.badInput(index + " has no weight_map; download it again");
    }
    return shards;
  }

  private static Path shard(Path in, Path index, String name) {
    if (!SHARD_NAME.matcher(name).matches()) {
      throw PluginException.badInput(
          "%s names a shard \"%s\", which is no plain file name; download it again"
              .formatted(index, name));
    }
    Path shard = in.resolve(name);
    if (!Files.isRegularFile(shard)) {
      throw PluginException.badInput(
          "%s names %s, which is not there; download it too".formatted(index, name));
    }
    return shard;
  }

  /**
   * Reads a JSON file.
   *
   * @throws PluginException {@code BAD_INPUT} where it isn't one
   */
  public static JsonNode json(Path file) {
    try {
      JsonNode root = JSON.readTree(bytes(file));
      if (!root.isObject()) {
        throw PluginException.badInput(file + " holds no JSON object; download it again");
      }
      return root;
    } catch (JacksonException e) {
      throw PluginException.badInput(
          "%s is not JSON (line %d: %s); download it again"
              .formatted(file, e.getLocation().getLineNr(), e.getOriginalMessage()));
    }
  }

  /**
   * Reads a whole file of configuration or vocabulary.
   *
   * @throws PluginException {@code BAD_INPUT} where it is far too large to be one
   */
  public static byte[] bytes(Path file) {
    try {
      long size = Files.size(file);
      if (size > MAXIMUM_BYTES) {
        throw PluginException.badInput(
            "%s has %d bytes, which is no such file; download it again".formatted(file, size));
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  static PluginException unreadable(Path file, IOException e) {
    return new PluginException(
        FailureCategory.UNAVAILABLE,
        "%s can't be read (%s)".formatted(file, e.getClass().getSimpleName()),
        e);
  }
}
