package io.prelabel.integration.self1e;

import io.prelabel.integration.self1e.checkpoint.CheckpointFolder;
import io.prelabel.integration.self1e.checkpoint.Fingerprint;
import io.prelabel.integration.self1e.checkpoint.Self1eConfig;
import io.prelabel.integration.self1e.checkpoint.StoredType;
import io.prelabel.integration.self1e.checkpoint.Weights;
import io.prelabel.integration.self1e.engine.Devices;
import io.prelabel.integration.self1e.engine.TorchProgram;
import io.prelabel.integration.self1e.image.PassOrder;
import io.prelabel.integration.self1e.image.TileGrid;
import io.prelabel.integration.self1e.image.Tiles;
import io.prelabel.integration.self1e.text.ChatTemplate;
import io.prelabel.integration.self1e.text.PromptTokenizer;
import io.prelabel.integration.self1e.text.QuestionTokens;
import io.prelabel.integration.self1e.text.TokenizerDefinition;
import io.prelabel.plugin.CheckResult;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.image.Picture;
import io.prelabel.plugin.image.PictureSize;
import io.prelabel.plugin.model.ImageAnswer;
import io.prelabel.plugin.model.ModelSettings;
import io.prelabel.plugin.model.ModelVersion;
import io.prelabel.plugin.model.Precision;
import io.prelabel.plugin.model.PreparedImage;
import io.prelabel.plugin.model.Questions;
import io.prelabel.plugin.model.SegmentationModel;
import io.prelabel.plugin.model.SegmentationRequest;
import io.prelabel.plugin.model.Tiling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  /** Sets of questions whose tokens are kept: those of the runs at work, and some persons'. */
  private static final int KEPT_QUESTIONS = 32;

  private final PromptTokenizer tokenizer;
  private final ChatTemplate chat;
  private final Computation computation;
  private final Self1eOptions options;
  private final ModelVersion version;
  private final int tokenBudget;

  /** Guarded by itself. */
  private final Map<Questions, QuestionTokens> knownQuestions =
      new LinkedHashMap<>(KEPT_QUESTIONS, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Questions, QuestionTokens> eldest) {
          return size() > KEPT_QUESTIONS;
        }
      };

  private StageListener listener = (stage, nanos, tokens) -> {};
  private long visionPasses;
  private volatile boolean closed;

  private Self1eModel(
      PromptTokenizer tokenizer,
      ChatTemplate chat,
      Computation computation,
      Self1eOptions options,
      ModelVersion version,
      int tokenBudget) {
    this.tokenizer = tokenizer;
    this.chat = chat;
    this.computation = computation;
    this.options = options;
    this.version = version;
    this.tokenBudget = tokenBudget;
  }

  /**
   * Opens a checkpoint; see {@link Self1eProvider#open}. Everything is checked before it is read.
   */
  static Self1eModel open(ModelSettings settings) {
    String device = Devices.ofThisMachine().named(settings.device()).get(0);
    Self1eOptions options = Self1eOptions.of(settings);
    CheckpointFolder folder = CheckpointFolder.of(settings);
    Self1eConfig config = Self1eConfig.read(folder.require(CheckpointFolder.CONFIG));
    TokenizerDefinition definition = TokenizerDefinition.read(folder);
    Weights weights = Weights.find(folder, config);
    refuseSmallVocabulary(folder, definition, weights);

    PromptTokenizer tokenizer = PromptTokenizer.of(definition);
    TorchProgram program = null;
    Beginning beginning = null;
    try {
      ChatTemplate chat = new ChatTemplate(tokenizer);
      Precision precision =
          PrecisionChoice.ofThisMachine()
              .decide(settings.precision(), weights.mostly(StoredType.BF16), device);
      program = ModelLoader.compile(config, precision, device);
      Fingerprint fingerprint = new Fingerprint(config, definition.identity());
      options.addTo(fingerprint);
      ModelLoader.fill(program, weights, fingerprint, ModelLoader.PIECE);
      PassBudget budget =
          PassBudget.of(
              settings.tokenBudget(),
              device,
              Devices.ofThisMachine().freeBytes(device),
              config.language(),
              precision);
      beginning = Beginning.read(program, chat);
      Computation computation =
          new Computation(
              program,
              beginning,
              config,
              precision,
              budget,
              chat.firstToken("Yes"),
              chat.firstToken("No"));
      return new Self1eModel(
          tokenizer,
          chat,
          computation,
          options,
          fingerprint.version(precision),
          settings.tokenBudget());
    } catch (RuntimeException | Error e) {
      if (beginning != null) {
        beginning.close();
      }
      if (program != null) {
        program.close();
      }
      tokenizer.close();
      throw e;
    }
  }

  static void refuseSmallVocabulary(
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
    return computation.precision();
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
  public PictureSize decodeSize(PictureSize shown, Tiling tiling) {
    if (!options.draftDecoding()) {
      return shown;
    }
    int side = computation.config().imageSize();
    TileGrid grid = grid(shown, tiling);
    return new PictureSize(grid.columns() * side, grid.rows() * side);
  }

  @Override
  public Tiles prepare(Picture picture, Tiling tiling) {
    return prepare(picture, grid(picture.shown(), tiling), PassOrder.HORIZONTAL_FIRST);
  }

  private TileGrid grid(PictureSize shown, Tiling tiling) {
    int side = computation.config().imageSize();
    int most = tiling.most().orElseGet(() -> TileGrid.mostFor(shown.width(), shown.height(), side));
    return TileGrid.choose(shown.width(), shown.height(), most, side);
  }

  /** Prepares a picture on a grid of tiles; for comparisons with the authors' code. */
  public Tiles prepare(Picture picture, TileGrid grid, PassOrder order) {
    return Tiles.cut(picture, grid, computation.config().imageSize(), order);
  }

  /** Returns the grid that a picture gets in high-resolution mode with so many tiles at most. */
  public TileGrid grid(Picture picture, int maximumTiles) {
    return TileGrid.choose(
        picture.width(), picture.height(), maximumTiles, computation.config().imageSize());
  }

  @Override
  public int tokens(SegmentationRequest request) {
    int image = computation.imageTokens(tiles(request.image()));
    QuestionTokens questions = tokens(request.questions());
    return Math.toIntExact(questions.maskTokens(image) + questions.briefTokens(image));
  }

  private QuestionTokens tokens(Questions questions) {
    synchronized (knownQuestions) {
      QuestionTokens known = knownQuestions.get(questions);
      if (known != null) {
        return known;
      }
    }
    QuestionTokens made = QuestionTokens.of(questions, chat);
    synchronized (knownQuestions) {
      knownQuestions.put(questions, made);
    }
    return made;
  }

  @Override
  public List<ImageAnswer> segment(List<SegmentationRequest> batch) {
    return segment(batch, options.padding());
  }

  /** Answers a batch under another padding rule; for comparisons with the authors' code. */
  public List<ImageAnswer> segment(List<SegmentationRequest> batch, PaddingRule rule) {
    if (closed) {
      throw new IllegalStateException("the model is closed");
    }
    batch.forEach(each -> tiles(each.image()));
    List<QuestionTokens> questions = batch.stream().map(each -> tokens(each.questions())).toList();
    BatchAnswering answering = new BatchAnswering(computation, listener, rule);
    try {
      return answering.answer(batch, questions);
    } finally {
      visionPasses += answering.visionPasses();
    }
  }

  /** Sets who hears of each stage from the next batch on; for benchmarks. */
  public void listen(StageListener stageListener) {
    listener = stageListener;
  }

  /**
   * Returns what is computed about a picture on the way; for comparisons with the authors' code.
   */
  public Inspection inspect(PreparedImage image, Questions questions) {
    return new Inspection(computation, ChatTemplate.asWritten(tokenizer), tiles(image), questions);
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
      computation.beginning().close();
      computation.program().close();
      tokenizer.close();
    }
  }
}
