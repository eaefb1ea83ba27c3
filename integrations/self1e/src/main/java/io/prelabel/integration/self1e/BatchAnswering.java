package io.prelabel.integration.self1e;

import io.prelabel.integration.self1e.image.TileGrid;
import io.prelabel.integration.self1e.image.Tiles;
import io.prelabel.integration.self1e.text.AttributeTokens;
import io.prelabel.integration.self1e.text.MaskWords;
import io.prelabel.integration.self1e.text.PromptTokens;
import io.prelabel.integration.self1e.text.QuestionTokens;
import io.prelabel.plugin.mask.LogitGrid;
import io.prelabel.plugin.model.AskedPrompt;
import io.prelabel.plugin.model.AttributeAnswer;
import io.prelabel.plugin.model.ImageAnswer;
import io.prelabel.plugin.model.PromptAnswer;
import io.prelabel.plugin.model.SegmentationRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Answers one batch. Picture by picture: its features, its short questions, and then the mask
 * questions of what is there, which are gathered over pictures into passes as large as the budget
 * allows. Features live until the last row of their picture is answered.
 */
final class BatchAnswering {
  /** What is known so far of one prompt; the logits are summed over its templates. */
  private static final class Found {
    private OptionalDouble presence = OptionalDouble.empty();
    private float[] logits = {};
    private int templates;
  }

  private final Computation computation;
  private final StageListener listener;
  private final HalvingPass halvingPass;
  private final PictureFeatures features;
  private final BatchPlan plan;
  private final List<Found[]> found = new ArrayList<>();

  BatchAnswering(Computation computation, StageListener listener, PaddingRule padding) {
    this.computation = computation;
    this.listener = listener;
    MaskPass maskPass = new MaskPass(computation.program(), computation.beginning(), listener);
    features = new PictureFeatures(computation.program(), listener, computation.patchesPerTile());
    plan = new BatchPlan(computation.featureTokensPerTile());
    halvingPass =
        new HalvingPass(
            computation.budget(),
            rows -> maskPass.run(rows, features, padding),
            (row, logits) -> add(found.get(row.request())[row.prompt()], logits));
  }

  /**
   * @param questions of each request, as tokens
   */
  List<ImageAnswer> answer(List<SegmentationRequest> batch, List<QuestionTokens> questions) {
    List<List<AttributeAnswer>> attributes = new ArrayList<>();
    try {
      for (int request = 0; request < batch.size(); request++) {
        Tiles tiles = (Tiles) batch.get(request).image();
        features.keepOnly(each -> each == tiles || plan.holds(each));
        features.see(tiles);
        QuestionTokens tokens = questions.get(request);
        Found[] prompts = new Found[tokens.prompts().size()];
        Arrays.setAll(prompts, i -> new Found());
        found.add(prompts);
        attributes.add(askBriefly(batch.get(request), tokens, prompts));
        enqueue(request, batch.get(request), tokens);
      }
      runPass();
    } finally {
      features.close();
    }
    List<ImageAnswer> answers = new ArrayList<>();
    for (int request = 0; request < batch.size(); request++) {
      answers.add(
          new ImageAnswer(
              promptAnswers(batch.get(request), found.get(request)), attributes.get(request)));
    }
    return answers;
  }

  /** Returns how many pictures the vision tower has seen. */
  long visionPasses() {
    return features.computed();
  }

  /** Asks all that needs no mask: presence goes into {@code prompts}, attributes are returned. */
  private List<AttributeAnswer> askBriefly(
      SegmentationRequest request, QuestionTokens tokens, Found[] prompts) {
    if (!tokens.asksBeyondMasks()) {
      return List.of();
    }
    Tiles tiles = (Tiles) request.image();
    try (Reading reading =
        Reading.of(
            computation.program(),
            listener,
            tokens.shared(),
            features.of(tiles),
            computation.imageTokens(tiles),
            computation.beginning())) {
      askPresence(reading, tokens.prompts(), prompts);
      List<AttributeAnswer> answers = new ArrayList<>();
      for (int i = 0; i < tokens.attributes().size(); i++) {
        AttributeTokens each = tokens.attributes().get(i);
        answers.add(
            new AttributeAnswer(
                request.questions().attributes().get(i),
                Softmax.shares(reading.logLikelihoods(each))));
      }
      return answers;
    }
  }

  private void askPresence(Reading reading, List<PromptTokens> prompts, Found[] into) {
    List<long[]> asked = new ArrayList<>();
    List<Found> askers = new ArrayList<>();
    for (int i = 0; i < prompts.size(); i++) {
      if (prompts.get(i).presence().isPresent()) {
        asked.add(prompts.get(i).presence().get());
        askers.add(into[i]);
      }
    }
    if (!asked.isEmpty()) {
      float[][] logits = reading.next(asked, computation.yes(), computation.no());
      for (int i = 0; i < logits.length; i++) {
        askers.get(i).presence =
            OptionalDouble.of(Softmax.shares(logits[i][0], logits[i][1]).get(0));
      }
    }
  }

  /** Queues the mask questions of what is there; runs passes as they fill. */
  private void enqueue(int request, SegmentationRequest asked, QuestionTokens tokens) {
    Tiles tiles = (Tiles) asked.image();
    for (int prompt = 0; prompt < tokens.prompts().size(); prompt++) {
      if (isRuledOut(asked.questions().prompts().get(prompt), found.get(request)[prompt])) {
        continue;
      }
      for (MaskWords words : tokens.prompts().get(prompt).masks()) {
        MaskRow row = new MaskRow(request, prompt, tiles, computation.imageTokens(tiles), words);
        if (!plan.fits(row, computation.budget().tokens())) {
          runPass();
        }
        plan.add(row);
      }
    }
  }

  private static boolean isRuledOut(AskedPrompt asked, Found found) {
    return found.presence.isPresent()
        && found.presence.getAsDouble() < asked.presenceThreshold().orElseThrow();
  }

  private void runPass() {
    List<MaskRow> rows = plan.take();
    if (!rows.isEmpty()) {
      halvingPass.run(rows);
    }
  }

  private static void add(Found found, float[] logits) {
    if (found.templates++ == 0) {
      found.logits = logits;
      return;
    }
    for (int i = 0; i < logits.length; i++) {
      found.logits[i] += logits[i];
    }
  }

  private List<PromptAnswer> promptAnswers(SegmentationRequest request, Found[] prompts) {
    TileGrid grid = ((Tiles) request.image()).grid();
    List<PromptAnswer> answers = new ArrayList<>();
    for (int i = 0; i < prompts.length; i++) {
      answers.add(
          new PromptAnswer(
              request.questions().prompts().get(i).prompt(),
              prompts[i].presence,
              logits(prompts[i], grid)));
    }
    return answers;
  }

  private Optional<LogitGrid> logits(Found found, TileGrid grid) {
    if (found.templates == 0) {
      return Optional.empty();
    }
    for (int i = 0; found.templates > 1 && i < found.logits.length; i++) {
      found.logits[i] /= found.templates;
    }
    int side = 2 * computation.config().patches();
    // The authors' unshuffle exchanges the axes where the grid is not square.
    return Optional.of(new LogitGrid(side * grid.columns(), side * grid.rows(), found.logits));
  }
}
