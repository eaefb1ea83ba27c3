package io.prelabel.integration.self1e;

import io.prelabel.integration.self1e.BatchPlan.Row;
import io.prelabel.integration.self1e.checkpoint.CheckpointFolder;
import io.prelabel.integration.self1e.checkpoint.Fingerprint;
import io.prelabel.integration.self1e.checkpoint.Self1eConfig;
import io.prelabel.integration.self1e.checkpoint.StoredType;
import io.prelabel.integration.self1e.checkpoint.Weights;
import io.prelabel.integration.self1e.engine.Devices;
import io.prelabel.integration.self1e.engine.NativeScope;
import io.prelabel.integration.self1e.engine.TorchProgram;
import io.prelabel.integration.self1e.image.PassOrder;
import io.prelabel.integration.self1e.image.TileGrid;
import io.prelabel.integration.self1e.image.Tiles;
import io.prelabel.integration.self1e.text.PromptTemplate;
import io.prelabel.integration.self1e.text.PromptTokenizer;
import io.prelabel.integration.self1e.text.TokenRow;
import io.prelabel.integration.self1e.text.TokenizerDefinition;
import io.prelabel.plugin.CheckResult;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.image.Picture;
import io.prelabel.plugin.mask.LogitGrid;
import io.prelabel.plugin.model.AskedPrompt;
import io.prelabel.plugin.model.ImageAnswer;
import io.prelabel.plugin.model.ModelSettings;
import io.prelabel.plugin.model.ModelVersion;
import io.prelabel.plugin.model.Precision;
import io.prelabel.plugin.model.PreparedImage;
import io.prelabel.plugin.model.Prompt;
import io.prelabel.plugin.model.PromptAnswer;
import io.prelabel.plugin.model.SegmentationModel;
import io.prelabel.plugin.model.SegmentationRequest;
import io.prelabel.plugin.model.Tiling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A SELF1E checkpoint in memory. The vision tower runs once per picture; all prompts of a batch,
 * over all its pictures, run through the language model together, in passes of at most the token
 * budget.
 *
 * <p>{@link #tokens} refuses a prompt that the model can't be asked ({@code BAD_INPUT}), so that
 * one such prompt need not fail a batch.
 */
public final class Self1eModel implements SegmentationModel {
  static final String NAME = "self1e";

  private final Self1eConfig config;
  private final PromptTokenizer tokenizer;
  private final PromptTemplate template;
  private final TorchProgram program;
  private final Precision precision;
  private final ModelVersion version;
  private final int tokenBudget;
  private long visionPasses;
  private volatile boolean closed;

  private Self1eModel(
      Self1eConfig config,
      PromptTokenizer tokenizer,
      PromptTemplate template,
      TorchProgram program,
      Precision precision,
      ModelVersion version,
      int tokenBudget) {
    this.config = config;
    this.tokenizer = tokenizer;
    this.template = template;
    this.program = program;
    this.precision = precision;
    this.version = version;
    this.tokenBudget = tokenBudget;
  }

  /**
   * Opens a checkpoint; see {@link Self1eProvider#open}. Everything is checked before it is read.
   */
  static Self1eModel open(ModelSettings settings) {
    String device = Devices.ofThisMachine().named(settings.device()).get(0);
    CheckpointFolder folder = CheckpointFolder.of(settings);
    Self1eConfig config = Self1eConfig.read(folder.require(CheckpointFolder.CONFIG));
    TokenizerDefinition definition = TokenizerDefinition.read(folder);
    Weights weights = Weights.find(folder, config);
    refuseSmallVocabulary(folder, definition, weights);

    PromptTokenizer tokenizer = PromptTokenizer.of(definition);
    TorchProgram program = null;
    try {
      PromptTemplate template = new PromptTemplate(tokenizer);
      Precision precision =
          PrecisionChoice.ofThisMachine()
              .decide(settings.precision(), weights.mostly(StoredType.BF16), device);
      program = ModelLoader.compile(config, template, precision, device);
      Fingerprint fingerprint = new Fingerprint(config, definition.identity());
      ModelLoader.fill(program, weights, fingerprint, ModelLoader.PIECE);
      return new Self1eModel(
          config,
          tokenizer,
          template,
          program,
          precision,
          fingerprint.version(precision),
          settings.tokenBudget());
    } catch (RuntimeException | Error e) {
      if (program != null) {
        program.close();
      }
      tokenizer.close();
      throw e;
    }
  }

  private static void refuseSmallVocabulary(
      CheckpointFolder folder, TokenizerDefinition definition, Weights weights) {
    int largest = definition.largestId();
    if (largest >= weights.vocabulary()) {
      throw PluginException.badInput(
          "%s: the embedding table knows %d tokens, the tokenizer has a token %d; use the tokenizer that belongs to the weights"
              .formatted(folder.folder(), weights.vocabulary(), largest));
    }
  }

  @Override
  public ModelVersion version() {
    return version;
  }

  /** Returns what the model computes in; never {@link Precision#AUTO}. */
  public Precision precision() {
    return precision;
  }

  @Override
  public CheckResult check() {
    return closed ? CheckResult.failed("The model is closed.") : CheckResult.ok();
  }

  @Override
  public int tokenBudget() {
    return tokenBudget;
  }

  @Override
  public Tiles prepare(Picture picture, Tiling tiling) {
    int most =
        tiling
            .most()
            .orElseGet(
                () -> TileGrid.mostFor(picture.width(), picture.height(), config.imageSize()));
    return prepare(picture, grid(picture, most), PassOrder.HORIZONTAL_FIRST);
  }

  /** Prepares a picture on a grid of tiles; for comparisons with the authors' code. */
  public Tiles prepare(Picture picture, TileGrid grid, PassOrder order) {
    return Tiles.cut(picture, grid, config.imageSize(), order);
  }

  /** Returns the grid that a picture gets in high-resolution mode with so many tiles at most. */
  public TileGrid grid(Picture picture, int maximumTiles) {
    return TileGrid.choose(picture.width(), picture.height(), maximumTiles, config.imageSize());
  }

  @Override
  public int tokens(SegmentationRequest request) {
    Tiles tiles = tiles(request.image());
    return request.questions().prompts().stream()
        .mapToInt(each -> row(each.prompt(), tiles).length())
        .sum();
  }

  /** Returns the tokens of a prompt about a picture, as they enter the language model. */
  public TokenRow row(Prompt prompt, PreparedImage image) {
    return row(prompt, tiles(image));
  }

  private TokenRow row(Prompt prompt, Tiles tiles) {
    return template.row(prompt, config.tokensPerTile() * tiles.grid().tiles());
  }

  @Override
  public List<ImageAnswer> segment(List<SegmentationRequest> batch) {
    return segment(batch, PaddingRule.TRUE_PADDING);
  }

  /** Answers a batch under another padding rule; for comparisons with the authors' code. */
  public List<ImageAnswer> segment(List<SegmentationRequest> batch, PaddingRule padding) {
    if (closed) {
      throw new IllegalStateException("the model is closed");
    }
    List<Row> rows = new ArrayList<>();
    List<List<PromptAnswer>> answers = new ArrayList<>();
    for (int request = 0; request < batch.size(); request++) {
      Tiles tiles = tiles(batch.get(request).image());
      List<AskedPrompt> prompts = batch.get(request).questions().prompts();
      for (int prompt = 0; prompt < prompts.size(); prompt++) {
        rows.add(new Row(request, prompt, row(prompts.get(prompt).prompt(), tiles)));
      }
      answers.add(new ArrayList<>());
    }
    Map<Integer, ImageFeatures> features = new HashMap<>();
    try {
      for (List<Row> pass : BatchPlan.cut(rows, tokenBudget)) {
        see(batch, pass, features);
        float[][] logits = ForwardPass.run(program, pass, features, padding);
        collect(batch, pass, logits, answers);
        forgetBefore(pass.get(pass.size() - 1).request(), features);
      }
    } finally {
      features.values().forEach(ImageFeatures::close);
    }
    return answers.stream().map(each -> new ImageAnswer(each, List.of())).toList();
  }

  /** Computes the features of the pictures that a pass speaks of, where they are not there yet. */
  private void see(
      List<SegmentationRequest> batch, List<Row> pass, Map<Integer, ImageFeatures> features) {
    for (Row row : pass) {
      if (!features.containsKey(row.request())) {
        Tiles tiles = tiles(batch.get(row.request()).image());
        features.put(row.request(), ImageFeatures.compute(program, tiles));
        visionPasses++;
      }
    }
  }

  /** Rows come in the order of their pictures, so what lies before the last one is done. */
  private static void forgetBefore(int request, Map<Integer, ImageFeatures> features) {
    features
        .entrySet()
        .removeIf(
            each -> {
              boolean done = each.getKey() < request;
              if (done) {
                each.getValue().close();
              }
              return done;
            });
  }

  private void collect(
      List<SegmentationRequest> batch,
      List<Row> pass,
      float[][] logits,
      List<List<PromptAnswer>> answers) {
    for (int i = 0; i < pass.size(); i++) {
      Row row = pass.get(i);
      SegmentationRequest request = batch.get(row.request());
      TileGrid grid = tiles(request.image()).grid();
      int side = 2 * config.patches();
      // The authors' unshuffle exchanges the axes where the grid is not square.
      LogitGrid cells = new LogitGrid(side * grid.columns(), side * grid.rows(), logits[i]);
      answers
          .get(row.request())
          .add(
              new PromptAnswer(
                  request.questions().prompts().get(row.prompt()).prompt(),
                  OptionalDouble.empty(),
                  Optional.of(cells)));
    }
  }

  /**
   * Returns pixel values, E_lo and E_hi of a picture, flattened; for comparisons with the authors'
   * code.
   */
  public float[][] inspect(PreparedImage image) {
    try (NativeScope scope = program.newScope()) {
      return TorchProgram.floats(
          scope, program.run(scope, "inspect", ImageFeatures.pixels(scope, tiles(image))));
    }
  }

  /** Returns how often the vision tower has run for an answer. */
  public long visionPasses() {
    return visionPasses;
  }

  private static Tiles tiles(PreparedImage image) {
    if (image instanceof Tiles tiles) {
      return tiles;
    }
    throw new IllegalArgumentException("prepared by another model: " + image.getClass().getName());
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      program.close();
      tokenizer.close();
    }
  }
}
