package io.prelabel.integration.labelstudio.region;

import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.image.PictureSize;
import io.prelabel.plugin.mask.Mask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Reads the {@code result} of an annotation or prediction: brush, polygon and rectangle regions to
 * masks, choices to labels. Entries with one id are one region ({@code Rectangle} beside {@code
 * Labels}, choices per region). A region that can't be read is refused with a sentence, and the
 * others are read. Memory is in proportion to what is drawn.
 */
public final class ResultReader {
  /** The most entries that are looked at. */
  static final int MOST_ENTRIES = 5_000;

  private static final int LONGEST_ID = 64;

  private ResultReader() {}

  /**
   * Reads a result.
   *
   * @param result the list under {@code result}
   * @param size of the picture as shown; a region of a picture of another size is refused
   * @throws PluginException {@code BAD_INPUT} where it is no list, or far too long
   */
  public static ReadResult read(JsonNode result, PictureSize size) {
    if (!result.isArray()) {
      throw PluginException.badInput("The result is no list of regions.");
    }
    if (result.size() > MOST_ENTRIES) {
      throw PluginException.badInput(
          "The result has %d entries, at most %d are read.".formatted(result.size(), MOST_ENTRIES));
    }
    Map<String, List<JsonNode>> byId = new LinkedHashMap<>();
    List<String> refusals = new ArrayList<>();
    for (JsonNode entry : result) {
      JsonNode id = entry.path("id");
      if (id.isString() && id.stringValue().length() <= LONGEST_ID) {
        byId.computeIfAbsent(id.stringValue(), key -> new ArrayList<>()).add(entry);
      } else if (!isRelation(entry)) {
        refusals.add("A region has no id.");
      }
    }
    return regions(byId, new ShapeReader(size), refusals);
  }

  private static ReadResult regions(
      Map<String, List<JsonNode>> byId, ShapeReader shapes, List<String> refusals) {
    List<ReadRegion> regions = new ArrayList<>();
    byId.forEach(
        (id, entries) -> {
          try {
            regions.add(region(id, entries, shapes));
          } catch (PluginException refusal) {
            refusals.add("Region %s: %s".formatted(id, refusal.getMessage()));
          }
        });
    return new ReadResult(regions, refusals);
  }

  /** An arrow between two regions; it has no id. */
  private static boolean isRelation(JsonNode entry) {
    return entry.path("type").asString("").equals("relation");
  }

  private static ReadRegion region(String id, List<JsonNode> entries, ShapeReader shapes) {
    List<RegionLabel> labels = entries.stream().flatMap(e -> labels(e).stream()).toList();
    Optional<RegionOrigin> origin =
        entries.stream()
            .flatMap(entry -> RegionOrigin.of(entry.path("origin").asString("")).stream())
            .findFirst();
    Optional<Mask> mask = Optional.empty();
    for (JsonNode entry : entries) {
      mask = mask.isPresent() ? mask : shapes.read(entry);
    }
    if (mask.isEmpty() && entries.stream().noneMatch(ResultReader::isChoice)) {
      throw PluginException.badInput(
          "It is a \"%s\", which is not read.".formatted(entries.get(0).path("type").asString("")));
    }
    return new ReadRegion(id, labels, origin, mask);
  }

  private static boolean isChoice(JsonNode entry) {
    return entry.path("type").asString("").equals("choices");
  }

  /** The labels are listed under the entry's type: {@code brushlabels}, {@code choices}. */
  private static List<RegionLabel> labels(JsonNode entry) {
    String fromName = entry.path("from_name").asString("");
    List<RegionLabel> labels = new ArrayList<>();
    for (JsonNode name : entry.path("value").path(entry.path("type").asString(""))) {
      if (name.isString()) {
        labels.add(new RegionLabel(fromName, name.stringValue()));
      }
    }
    return labels;
  }
}
