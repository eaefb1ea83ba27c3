package io.prelabel.service.demo;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the authors' code reaches with the demo's checkpoint on its pictures, in float32, with the
 * presence asked first and a threshold of 0.5.
 *
 * @param meanIou over the objects that are there; one that was missed counts 0
 * @param gIou over all pairs of picture and class; 1 where nothing is there and nothing was found
 * @param precision of the presence question
 * @param recall of the presence question
 */
public record DemoReference(double meanIou, double gIou, double precision, double recall) {
  /** Reads the bundled figures. */
  public static DemoReference read() {
    JsonNode demo =
        JsonMapper.shared().readTree(DemoFiles.bytes("reference.json")).required("demo");
    return new DemoReference(
        demo.required("mean_iou_present_gated").asDouble(),
        demo.required("giou_all_pairs_gate_0.5").asDouble(),
        demo.required("presence_precision").asDouble(),
        demo.required("presence_recall").asDouble());
  }
}
