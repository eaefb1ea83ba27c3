package io.prelabel.batch.prelabel;

import io.prelabel.batch.inference.BatchListener;
import io.prelabel.batch.inference.BatcherSettings;
import io.prelabel.batch.inference.InferenceEngine;
import io.prelabel.batch.inference.MicroBatcher;
import io.prelabel.batch.source.ContentHash;
import io.prelabel.batch.source.FolderImageSource;
import io.prelabel.batch.source.ImageSource;
import io.prelabel.batch.testing.Batch;
import io.prelabel.batch.testing.ColourModel;
import io.prelabel.batch.testing.ImageIoDecoder;
import io.prelabel.batch.testing.PictureFolder;
import io.prelabel.db.dataset.NewImage;
import io.prelabel.db.process.LivingProcess;
import io.prelabel.db.run.RetryPolicy;
import io.prelabel.db.run.Run;
import io.prelabel.db.run.RunProgress;
import io.prelabel.db.run.WorkItem;
import io.prelabel.db.run.WorkItemState;
import io.prelabel.db.testing.TestDatabase;
import io.prelabel.plugin.image.ImageRef;
import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.PromptSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A data set in a folder, a model that sees colours, and a process that works on runs. */
final class RunFixture implements AutoCloseable {
  static final PromptSet PROMPTS =
      PromptSet.of(List.of(ClassPrompt.named("red"), ClassPrompt.named("green")));
  static final PrelabelSettings SETTINGS =
      new PrelabelSettings(
          4,
          12,
          2,
          new RetryPolicy(3, Duration.ofMillis(20), Duration.ofSeconds(1)),
          Duration.ofHours(1),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10));

  final TestDatabase database;
  final PictureFolder folder;
  final ColourModel model = new ColourModel();
  final MicroBatcher batcher = new MicroBatcher(model, BatcherSettings.DEFAULT, BatchListener.NONE);
  private final long datasetId;
  private final List<PrelabelRuns> processes = new ArrayList<>();

  RunFixture(TestDatabase database, Path folder) {
    this.database = database;
    this.folder = new PictureFolder(folder);
    datasetId =
        database.datasets().add("pictures", folder.toUri(), Instant.now()).orElseThrow().id();
  }

  /** Registers what lies in the folder, as ingest does, and returns its run. */
  Run run() throws IOException {
    registerAll();
    return runOf(PROMPTS);
  }

  void registerAll() throws IOException {
    try (Stream<Path> files = Files.list(folder.path()).sorted()) {
      files.forEach(this::register);
    }
  }

  Run runOf(PromptSet prompts) {
    long promptSet = database.promptSets().save("colours", prompts, Instant.now()).id();
    long modelId = database.models().register(ColourModel.VERSION, "test", Instant.now()).id();
    return database.runs().findOrCreate(datasetId, promptSet, modelId, Instant.now());
  }

  void register(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      ImageRef ref = new ImageRef(file.toUri(), ContentHash.of(bytes));
      Instant modified = Files.getLastModifiedTime(file).toInstant();
      NewImage image =
          new NewImage(
              ref, file.getFileName().toString(), bytes.length, modified, Optional.empty());
      database
          .transaction()
          .executeWithoutResult(s -> database.images().register(datasetId, image, Instant.now()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  PrelabelRuns process() {
    return process(files());
  }

  /** Starts another "process" on the same database, which reads pictures by other means. */
  PrelabelRuns process(ImageSource source) {
    LivingProcess self = LivingProcess.current("test", Optional.empty(), Instant.now());
    return process(source, SETTINGS, RunListener.NONE, self);
  }

  /** Starts another "process" that says and looks often who is alive. */
  PrelabelRuns livelyProcess(RunListener listener, LivingProcess self) {
    PrelabelSettings lively =
        new PrelabelSettings(
            SETTINGS.chunkSize(),
            SETTINGS.window(),
            SETTINGS.decoderThreads(),
            SETTINGS.retryPolicy(),
            Duration.ofMillis(20),
            SETTINGS.deadAfter(),
            SETTINGS.stopPatience());
    return process(files(), lively, listener, self);
  }

  ImageSource files() {
    return new FolderImageSource(List.of(folder.path()), 1 << 20);
  }

  private PrelabelRuns process(
      ImageSource source, PrelabelSettings settings, RunListener listener, LivingProcess self) {
    PrelabelRuns runs =
        new PrelabelRuns(
            Batch.jobRepository(database),
            Batch.ledger(database),
            model -> new InferenceEngine(this.model, batcher),
            source,
            new ImageIoDecoder(),
            settings,
            listener,
            self,
            false,
            Clock.systemUTC());
    processes.add(runs);
    return runs;
  }

  Run finish(PrelabelRuns process, Run run) throws Exception {
    return process.start(run.id()).get(30, TimeUnit.SECONDS);
  }

  RunProgress progress(Run run) {
    Instant now = Instant.now();
    return database.workItems().progress(run.id(), now, now);
  }

  long count(Run run, WorkItemState state) {
    return progress(run).count(state);
  }

  List<WorkItem> items(Run run) {
    return database.workItems().page(run.id(), 0, 1000);
  }

  WorkItem item(Run run, String fileName) {
    return items(run).stream()
        .filter(each -> each.fileName().equals(fileName))
        .findFirst()
        .orElseThrow();
  }

  long predictions(Run run) {
    return database
        .jdbc()
        .sql("select count(*) from prediction where run_id = :run")
        .param("run", run.id())
        .query(Long.class)
        .single();
  }

  @Override
  public void close() {
    model.release(100_000);
    processes.forEach(PrelabelRuns::close);
    batcher.close();
  }
}
