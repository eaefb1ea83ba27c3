package io.prelabel.batch.testing;

import io.prelabel.plugin.CheckResult;
import io.prelabel.plugin.image.Picture;
import io.prelabel.plugin.image.PictureSize;
import io.prelabel.plugin.mask.LogitGrid;
import io.prelabel.plugin.model.AskedPrompt;
import io.prelabel.plugin.model.Attribute;
import io.prelabel.plugin.model.AttributeAnswer;
import io.prelabel.plugin.model.ImageAnswer;
import io.prelabel.plugin.model.ModelVersion;
import io.prelabel.plugin.model.PreparedImage;
import io.prelabel.plugin.model.PromptAnswer;
import io.prelabel.plugin.model.SegmentationModel;
import io.prelabel.plugin.model.SegmentationRequest;
import io.prelabel.plugin.model.Tiling;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A model that sees colours: asked for "red", "green" or "blue", it answers with that channel, one
 * cell a pixel of an 8 x 8 thumbnail; asked a question with colours for answers, with each colour's
 * share of the light. It knows of presence when told to: the mean brightness of the channel.
 * Deterministic and quick. A prompt costs one token. Tests can hold its engine, look at its
 * batches, and have something thrown.
 */
public final class ColourModel implements SegmentationModel {
  public static final ModelVersion VERSION = new ModelVersion("colour", "colour-1");
  private static final int GRID = 8;
  private static final List<String> COLOURS = List.of("red", "green", "blue");

  private final ModelVersion version;
  private final Semaphore permits = new Semaphore(0);
  private volatile boolean isHeld;
  private volatile boolean knowsPresence;
  private volatile boolean takesDrafts;
  private volatile int tokenBudget = 8;
  private volatile Consumer<List<SegmentationRequest>> before = batch -> {};
  private final List<List<SegmentationRequest>> batches = new CopyOnWriteArrayList<>();
  private final AtomicInteger begun = new AtomicInteger();

  /** Thumbnail of 8 x 8 cells, 3 bytes each. */
  @SuppressWarnings("ArrayRecordComponent") // never written to
  private record Thumbnail(byte[] rgb) implements PreparedImage {}

  public ColourModel() {
    this(VERSION);
  }

  public ColourModel(ModelVersion version) {
    this.version = version;
  }

  public ColourModel withTokenBudget(int tokens) {
    tokenBudget = tokens;
    return this;
  }

  /** Answers presence questions from now on, and gives no mask where the answer is below. */
  public ColourModel withPresence() {
    knowsPresence = true;
    return this;
  }

  /** Lets pictures be decoded to its thumbnail's size from now on. */
  public ColourModel withDrafts() {
    takesDrafts = true;
    return this;
  }

  @Override
  public PictureSize decodeSize(PictureSize shown, Tiling tiling) {
    return takesDrafts ? new PictureSize(GRID, GRID) : shown;
  }

  /** Knows no presence question from now on. */
  public ColourModel withoutPresence() {
    knowsPresence = false;
    return this;
  }

  /** Returns what has been asked since the last call, in order. */
  public List<AskedPrompt> takeAsked() {
    List<AskedPrompt> asked =
        batches.stream()
            .flatMap(List::stream)
            .flatMap(request -> request.questions().prompts().stream())
            .toList();
    batches.clear();
    return asked;
  }

  /** Calls this at the beginning of every batch; what it throws is the batch's failure. */
  public ColourModel before(Consumer<List<SegmentationRequest>> hook) {
    before = hook;
    return this;
  }

  /** Makes every batch wait for a {@link #release}. */
  public ColourModel hold() {
    permits.drainPermits();
    isHeld = true;
    return this;
  }

  /** Ends {@link #hold}, for the batch that waits too. */
  public void letGo() {
    isHeld = false;
    permits.release();
  }

  /** Lets this many batches pass. */
  public void release(int count) {
    permits.release(count);
  }

  /** Returns the batches that have begun. */
  public List<List<SegmentationRequest>> batches() {
    return batches;
  }

  /** Waits, without limit but that of the test, until this many batches have begun. */
  public void awaitBegun(int count) throws InterruptedException {
    synchronized (begun) {
      while (begun.get() < count) {
        begun.wait();
      }
    }
  }

  @Override
  public ModelVersion version() {
    return version;
  }

  @Override
  public CheckResult check() {
    return CheckResult.ok();
  }

  @Override
  public int tokenBudget() {
    return tokenBudget;
  }

  @Override
  public PreparedImage prepare(Picture picture, Tiling tiling) {
    byte[] rgb = new byte[3 * GRID * GRID];
    for (int cell = 0; cell < GRID * GRID; cell++) {
      int x = (2 * (cell % GRID) + 1) * picture.width() / (2 * GRID);
      int y = (2 * (cell / GRID) + 1) * picture.height() / (2 * GRID);
      System.arraycopy(picture.rgb(), 3 * (y * picture.width() + x), rgb, 3 * cell, 3);
    }
    return new Thumbnail(rgb);
  }

  @Override
  public int tokens(SegmentationRequest request) {
    return request.questions().prompts().size();
  }

  @Override
  public List<ImageAnswer> segment(List<SegmentationRequest> batch) {
    batches.add(batch);
    synchronized (begun) {
      begun.incrementAndGet();
      begun.notifyAll();
    }
    if (isHeld) {
      permits.acquireUninterruptibly();
    }
    before.accept(batch);
    return batch.stream().map(this::answer).toList();
  }

  @Override
  public void close() {}

  private ImageAnswer answer(SegmentationRequest request) {
    Thumbnail image = (Thumbnail) request.image();
    return new ImageAnswer(
        request.questions().prompts().stream().map(each -> answer(image, each)).toList(),
        request.questions().attributes().stream().map(each -> answer(image, each)).toList());
  }

  private PromptAnswer answer(Thumbnail image, AskedPrompt asked) {
    int channel = COLOURS.indexOf(asked.prompt().text());
    OptionalDouble gate = knowsPresence ? asked.presenceThreshold() : OptionalDouble.empty();
    OptionalDouble presence =
        gate.isPresent() ? OptionalDouble.of(brightness(image, channel)) : OptionalDouble.empty();
    if (gate.isPresent() && presence.getAsDouble() < gate.getAsDouble()) {
      return new PromptAnswer(asked.prompt(), presence, Optional.empty());
    }
    float[] logits = new float[GRID * GRID];
    for (int cell = 0; cell < logits.length; cell++) {
      logits[cell] = channel < 0 ? -5 : ((image.rgb()[3 * cell + channel] & 0xff) - 127.5f) / 16;
    }
    return new PromptAnswer(
        asked.prompt(), presence, Optional.of(new LogitGrid(GRID, GRID, logits)));
  }

  private static AttributeAnswer answer(Thumbnail image, Attribute attribute) {
    List<Double> light =
        attribute.answers().stream()
            .map(each -> brightness(image, COLOURS.indexOf(each)) + 1e-3)
            .toList();
    double sum = light.stream().mapToDouble(Double::doubleValue).sum();
    return new AttributeAnswer(attribute, light.stream().map(each -> each / sum).toList());
  }

  /** Returns the mean of a channel, in [0, 1]. */
  private static double brightness(Thumbnail image, int channel) {
    double sum = 0;
    for (int cell = 0; channel >= 0 && cell < GRID * GRID; cell++) {
      sum += image.rgb()[3 * cell + channel] & 0xff;
    }
    return sum / (255 * GRID * GRID);
  }
}
