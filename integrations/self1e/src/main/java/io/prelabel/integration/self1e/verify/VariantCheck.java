package io.prelabel.integration.self1e.verify;

import io.prelabel.integration.self1e.Inspection;
import io.prelabel.integration.self1e.PaddingRule;
import io.prelabel.integration.self1e.Self1eModel;
import io.prelabel.integration.self1e.image.PassOrder;
import io.prelabel.integration.self1e.image.TileGrid;
import io.prelabel.integration.self1e.image.Tiles;
import io.prelabel.integration.self1e.verify.GoldenFolder.GoldenAttribute;
import io.prelabel.integration.self1e.verify.VariantReport.MaskDifference;
import io.prelabel.integration.self1e.verify.VariantReport.Status;
import io.prelabel.integration.self1e.verify.VariantReport.TensorDifference;
import io.prelabel.plugin.image.Picture;
import io.prelabel.plugin.image.PictureDecoder;
import io.prelabel.plugin.mask.LogitGrid;
import io.prelabel.plugin.mask.Mask;
import io.prelabel.plugin.mask.MaskCut;
import io.prelabel.plugin.model.AskedPrompt;
import io.prelabel.plugin.model.Prompt;
import io.prelabel.plugin.model.PromptAnswer;
import io.prelabel.plugin.model.PromptKind;
import io.prelabel.plugin.model.Questions;
import io.prelabel.plugin.model.SegmentationRequest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/** Asks a model everything that one golden variant asks, and gathers the differences. */
final class VariantCheck {
  private final GoldenFolder golden;
  private final Self1eModel model;
  private final PictureDecoder decoder;
  private final Tolerances tolerances;

  private final Map<String, Double> largest = new LinkedHashMap<>();
  private final List<MaskDifference> masks = new ArrayList<>();
  private final Set<PassOrder> orders = EnumSet.noneOf(PassOrder.class);
  private Optional<String> wrongGrid = Optional.empty();

  VariantCheck(GoldenFolder golden, Self1eModel model, PictureDecoder decoder) {
    this.golden = golden;
    this.model = model;
    this.decoder = decoder;
    this.tolerances = Tolerances.of(model.precision());
  }

  VariantReport run(String name) {
    for (int c = 0; c < golden.cases().size(); c++) {
      compare(c, golden.cases().get(c));
    }
    List<TensorDifference> tensors = new ArrayList<>();
    largest.forEach(
        (tensor, difference) ->
            tensors.add(new TensorDifference(tensor, difference, tolerances.allowed(tensor))));
    Optional<String> problem =
        wrongGrid.or(() -> firstBeyond(tensors)).or(() -> tolerances.problem(masks));
    return new VariantReport(
        name,
        problem.isPresent() ? Status.FAILED : Status.PASSED,
        problem.orElse("%s, resized in the order %s".formatted(model.version().id(), orders)),
        tensors,
        masks);
  }

  private void compare(int c, GoldenFolder.Case expected) {
    String pixelKind = expected.image().endsWith(".jpg") ? "pixel_values (JPEG)" : "pixel_values";
    Picture picture = decoder.decode(golden.image(expected));
    TileGrid grid = model.grid(picture, expected.maximumTiles());
    if (!grid.equals(expected.grid())) {
      wrongGrid =
          Optional.of("%s: %s instead of %s".formatted(expected.image(), grid, expected.grid()));
      return;
    }
    float[] pixels = golden.floats(c + ".pixel_values");
    double allowed = tolerances.allowed(pixelKind).orElse(0);
    Tiles tiles = prepare(picture, grid, pixels, allowed);
    Inspection inner = model.inspect(tiles, questions(expected));
    float[][] features = inner.features();
    note(pixelKind, features[0], pixels);
    note("e_lo", features[1], golden.floats(c + ".e_lo"));
    note("e_hi", features[2], golden.floats(c + ".e_hi"));

    List<Prompt> prompts = expected.questions().stream().map(VariantCheck::asWritten).toList();
    List<PromptAnswer> answers =
        model.segment(List.of(SegmentationRequest.masks(tiles, prompts))).get(0).prompts();
    for (int p = 0; p < prompts.size(); p++) {
      String place = c + "." + p + ".";
      note("input_ids", inner.maskTokens(p), golden.longs(place + "input_ids"));
      LogitGrid logits = answers.get(p).logits().orElseThrow();
      note("logits", logits.values(), golden.floats(place + "logits"));
      compareMask(expected, expected.questions().get(p), logits);
      compareIdZeroRule(tiles, prompts.get(p), place + "logits_id0_as_padding");
    }
    comparePresence(c, expected, inner);
    compareAttributes(expected, inner);
  }

  /** The question about a class, but in the letters of the golden data: none becomes lower-case. */
  private static Prompt asWritten(GoldenFolder.Question question) {
    return new Prompt(
        "What is %s in this image?".formatted(question.text()), PromptKind.INSTRUCTION);
  }

  /** All short questions of the case at once, so that they share what is read of the picture. */
  private static Questions questions(GoldenFolder.Case expected) {
    return new Questions(
        expected.questions().stream()
            .map(each -> new AskedPrompt(Prompt.ofClass(each.text()), OptionalDouble.of(0)))
            .toList(),
        List.of(),
        attributes(expected).map(GoldenAttribute::attribute).toList());
  }

  private static Stream<GoldenAttribute> attributes(GoldenFolder.Case expected) {
    return expected.questions().stream().flatMap(each -> each.attribute().stream());
  }

  private void comparePresence(int c, GoldenFolder.Case expected, Inspection inner) {
    float[][] logits = inner.presenceLogits();
    for (int p = 0; p < expected.questions().size(); p++) {
      Optional<float[]> presence = expected.questions().get(p).presence();
      if (presence.isPresent()) {
        String ids = c + "." + p + ".ask_input_ids";
        note("input_ids", inner.presenceTokens(p), golden.longs(ids));
        note("presence_logits", logits[p], presence.get());
      }
    }
  }

  private void compareAttributes(GoldenFolder.Case expected, Inspection inner) {
    List<GoldenAttribute> all = attributes(expected).toList();
    for (int a = 0; a < all.size(); a++) {
      double[] likelihoods = inner.logLikelihoods(a);
      for (int i = 0; i < likelihoods.length; i++) {
        note("input_ids", inner.answerTokens(a).get(i), all.get(a).tokens().get(i));
        float[] actual = {(float) likelihoods[i]};
        note(
            "log_likelihood",
            actual,
            new float[] {all.get(a).logLikelihoods().get(i).floatValue()});
      }
    }
  }

  /**
   * Prepares the picture in the order of passes that gives the expected pixels: golden data doesn't
   * say which Pillow made it. Where none does, the ordinary order stands and its difference shows.
   */
  private Tiles prepare(Picture picture, TileGrid grid, float[] pixels, double allowed) {
    for (PassOrder order : PassOrder.values()) {
      Tiles tiles = model.prepare(picture, grid, order);
      if (difference(pixels(tiles), pixels) <= allowed) {
        orders.add(order);
        return tiles;
      }
    }
    orders.add(PassOrder.HORIZONTAL_FIRST);
    return model.prepare(picture, grid, PassOrder.HORIZONTAL_FIRST);
  }

  private float[] pixels(Tiles tiles) {
    return model.inspect(tiles, Questions.masks(List.of(Prompt.ofClass("x")))).features()[0];
  }

  private void compareMask(
      GoldenFolder.Case expected, GoldenFolder.Question question, LogitGrid logits) {
    Mask mask = MaskCut.cut(logits, question.mask().width(), question.mask().height(), 0);
    long differing =
        mask.area() + question.mask().area() - 2 * mask.intersectionArea(question.mask());
    double pixels = (double) mask.width() * mask.height();
    boolean bothEmpty = mask.isEmpty() && question.mask().isEmpty();
    double iou = bothEmpty ? 1 : mask.iou(question.mask());
    masks.add(new MaskDifference(expected.image(), question.text(), iou, differing / pixels));
  }

  private void compareIdZeroRule(Tiles tiles, Prompt prompt, String tensor) {
    if (golden.has(tensor)) {
      SegmentationRequest request = SegmentationRequest.masks(tiles, List.of(prompt));
      PromptAnswer answer =
          model.segment(List.of(request), PaddingRule.ID_ZERO).get(0).prompts().get(0);
      note("logits_id0_as_padding", answer.logits().orElseThrow().values(), golden.floats(tensor));
    }
  }

  private void note(String kind, float[] actual, float[] expected) {
    largest.merge(kind, difference(actual, expected), Math::max);
  }

  private static double difference(float[] actual, float[] expected) {
    double difference = actual.length == expected.length ? 0 : Double.POSITIVE_INFINITY;
    for (int i = 0; i < Math.min(actual.length, expected.length); i++) {
      double here = Math.abs((double) actual[i] - expected[i]);
      difference = here <= difference ? difference : here; // a NaN stays
    }
    return difference;
  }

  private void note(String kind, long[] actual, long[] expected) {
    double difference = actual.length == expected.length ? 0 : Double.POSITIVE_INFINITY;
    for (int i = 0; i < Math.min(actual.length, expected.length); i++) {
      difference = Math.max(difference, (double) Math.abs(actual[i] - expected[i]));
    }
    largest.merge(kind, difference, Math::max);
  }

  private static Optional<String> firstBeyond(List<TensorDifference> tensors) {
    return tensors.stream()
        .filter(each -> !each.isWithin())
        .findFirst()
        .map(
            each ->
                "%s differs by %.3g, allowed is %.3g"
                    .formatted(each.tensor(), each.largest(), each.allowed().orElseThrow()));
  }
}
