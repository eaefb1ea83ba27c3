package io.prelabel.service.export;

import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.PromptSet;
import java.awt.Color;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The colours of classes: their own where they have one, else the next of a palette that people
 * with the common forms of colour blindness can tell apart. First the seven bright colours of Okabe
 * and Ito ("Color Universal Design", 2008), then Paul Tol's "muted" scheme; after fifteen they
 * repeat.
 */
public final class Palette {
  private static final List<String> COLOURS =
      List.of(
          "#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7", "#332288",
          "#44aa99", "#882255", "#ddcc77", "#117733", "#cc6677", "#999933", "#aa4499");

  private final Map<String, Color> colourOfClass = new LinkedHashMap<>();

  private Palette() {}

  /** Chooses a colour for each class; a colour that a class asks for is not given to another. */
  public static Palette of(PromptSet promptSet) {
    Palette palette = new Palette();
    List<String> taken =
        promptSet.classes().stream().flatMap(each -> each.colour().stream()).toList();
    List<String> free = COLOURS.stream().filter(each -> !taken.contains(each)).toList();
    int next = 0;
    for (ClassPrompt each : promptSet.classes()) {
      String colour =
          each.colour().isPresent() ? each.colour().get() : free.get(next++ % free.size());
      palette.colourOfClass.put(each.name(), Color.decode(colour));
    }
    return palette;
  }

  /** Returns the colour of a class of the set. */
  public Color colour(String className) {
    Color colour = colourOfClass.get(className);
    if (colour == null) {
      throw new IllegalArgumentException("no class \"%s\" in this set".formatted(className));
    }
    return colour;
  }
}
