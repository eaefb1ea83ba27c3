package io.prelabel.integration.labelstudio.region;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;

/**
 * One prediction's {@code result}, and what it holds of the masks.
 *
 * @param result the entries; empty where nothing was found, which is an answer too
 * @param classes one per answer, in the same order
 */
public record WrittenResult(ArrayNode result, List<WrittenClass> classes) {
  public WrittenResult {
    classes = List.copyOf(classes);
  }

  /** Returns how many parts are not in the result, of all classes. */
  public int partsLeftOut() {
    return classes.stream().mapToInt(WrittenClass::partsLeftOut).sum();
  }
}
