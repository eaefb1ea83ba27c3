package io.prelabel.service.eval.report;

import io.prelabel.service.eval.ClassResult;
import io.prelabel.service.eval.Confusion;
import io.prelabel.service.eval.Curve;
import io.prelabel.service.eval.EvaluationResult;
import io.prelabel.service.eval.IouScores;
import io.prelabel.service.eval.WorstCase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An evaluation for programs. Figures are not rounded; one that is not defined is {@code null}.
 * Keys are described in {@code prelabel-service/README.md}.
 */
public final class JsonReport {
  private static final JsonMapper JSON = JsonMapper.shared();

  private JsonReport() {}

  /** Returns the document, in UTF-8, ending in a line break. */
  public static byte[] write(ReportHead head, EvaluationResult result) {
    ObjectNode root = JSON.createObjectNode();
    root.put("model_version", head.modelVersion())
        .put("prompt_set_version", head.promptSetVersion())
        .put("checkpoint", head.checkpoint())
        .put("images", head.images())
        .put("truth", head.truth())
        .put("prompts", head.prompts())
        .put("at", head.at().toString());
    root.set("coverage", coverage(result.coverage()));
    root.set("masks", masks(result.asSet()));
    root.set("masks_gate_off", masks(result.ungated()));
    root.set("presence", confusion(result.outcome()));
    result.question().ifPresent(each -> root.set("presence_question", confusion(each)));
    ArrayNode classes = root.putArray("classes");
    result.classes().forEach(each -> classes.add(classOf(each)));
    ObjectNode worst = root.putObject("worst");
    worst.set("ill_fitting", cases(result.worst().illFitting()));
    worst.set("invented", cases(result.worst().invented()));
    String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    return (text + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static ObjectNode coverage(EvaluationResult.Coverage coverage) {
    ObjectNode node = JSON.createObjectNode();
    node.put("compared", coverage.compared()).put("undecided_pairs", coverage.undecided());
    ArrayNode unread = node.putArray("not_compared");
    coverage
        .unread()
        .forEach(
            each ->
                unread.addObject().put("file_name", each.fileName()).put("reason", each.reason()));
    node.set("only_in_truth", JSON.valueToTree(coverage.onlyInTruth()));
    node.set("only_in_prompts", JSON.valueToTree(coverage.onlyInPrompts()));
    return node;
  }

  private static ObjectNode masks(IouScores scores) {
    ObjectNode node = JSON.createObjectNode().put("pairs", scores.pairs());
    put(node, "giou", scores.gIou());
    put(node, "ciou", scores.cIou());
    node.put("pairs_there", scores.there());
    put(node, "mean_iou_there", scores.meanIouThere());
    put(node, "ciou_there", scores.cIouThere());
    return node;
  }

  private static ObjectNode confusion(Confusion confusion) {
    ObjectNode node =
        JSON.createObjectNode()
            .put("true_positives", confusion.truePositives())
            .put("false_positives", confusion.falsePositives())
            .put("false_negatives", confusion.falseNegatives())
            .put("true_negatives", confusion.trueNegatives());
    put(node, "precision", confusion.precision());
    put(node, "recall", confusion.recall());
    put(node, "f1", confusion.f1());
    put(node, "accuracy", confusion.accuracy());
    return node;
  }

  private static ObjectNode classOf(ClassResult result) {
    ObjectNode node = JSON.createObjectNode().put("name", result.name());
    node.put("is_gated", result.isGated());
    node.set("masks", masks(result.asSet()));
    node.set("masks_gate_off", masks(result.ungated()));
    node.set("presence", confusion(result.outcome()));
    result.question().ifPresent(each -> node.set("presence_question", confusion(each)));
    result.mask().ifPresent(each -> node.set("mask_threshold", sweep(each)));
    result.presence().ifPresent(each -> node.set("presence_threshold", sweep(each)));
    return node;
  }

  private static ObjectNode sweep(ClassResult.Sweep sweep) {
    ObjectNode node =
        JSON.createObjectNode()
            .put("current", sweep.advice().current().threshold())
            .put("current_value", sweep.advice().current().value())
            .put("best", sweep.advice().best().threshold())
            .put("best_value", sweep.advice().best().value())
            .put("gain", sweep.advice().gain());
    ArrayNode curve = node.putArray("curve");
    for (Curve.Point each : sweep.curve().points()) {
      curve.addArray().add(each.threshold()).add(each.value());
    }
    return node;
  }

  private static ArrayNode cases(List<WorstCase> cases) {
    ArrayNode list = JSON.createArrayNode();
    for (WorstCase each : cases) {
      ObjectNode node =
          list.addObject()
              .put("file_name", each.fileName())
              .put("class", each.className())
              .put("iou", each.iou())
              .put("outcome", each.outcome().name().toLowerCase(Locale.ROOT))
              .put("score", each.score())
              .put("target_area", each.target().objects().area())
              .put("found_area", each.found().area());
      put(node, "presence", each.presence());
    }
    return list;
  }

  private static void put(ObjectNode node, String key, OptionalDouble value) {
    if (value.isPresent()) {
      node.put(key, value.getAsDouble());
    } else {
      node.putNull(key);
    }
  }
}
