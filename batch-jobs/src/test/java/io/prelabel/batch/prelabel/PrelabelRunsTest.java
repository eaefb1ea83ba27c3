package io.prelabel.batch.prelabel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prelabel.batch.source.ImageSource;
import io.prelabel.batch.testing.PictureFolder;
import io.prelabel.db.StaleStateException;
import io.prelabel.db.run.ItemFailure;
import io.prelabel.db.run.Run;
import io.prelabel.db.run.RunState;
import io.prelabel.db.run.WorkItem;
import io.prelabel.db.run.WorkItemState;
import io.prelabel.db.testing.TestDatabase;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.model.Outcome;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PrelabelRunsTest {
  @RegisterExtension final TestDatabase database = new TestDatabase();
  @TempDir Path folder;
  private RunFixture fixture;

  @BeforeEach
  void setUp() {
    fixture = new RunFixture(database, folder);
  }

  @AfterEach
  void tearDown() {
    fixture.close();
  }

  @Test
  void start_labelsEveryPictureAndRecordsThoseThatCannotBeRead() throws Exception {
    fixture.folder.addRed(0, 55);
    fixture.folder.addBlack("nothing-here.png", 32);
    fixture.folder.addTruncated("truncated.png");
    fixture.folder.addText("words.jpg");
    Run run = fixture.run();
    Run ended = fixture.finish(fixture.process(), run);

    assertThat(ended.state()).isEqualTo(RunState.COMPLETED_WITH_FAILURES);
    assertThat(fixture.count(run, WorkItemState.DONE)).isEqualTo(55);
    assertThat(fixture.count(run, WorkItemState.EMPTY)).isEqualTo(1);
    assertThat(fixture.count(run, WorkItemState.FAILED)).isEqualTo(2);
    assertThat(fixture.item(run, "words.jpg").failure())
        .contains(new ItemFailure(FailureCategory.BAD_INPUT, "not a picture"));
    assertThat(fixture.predictions(run)).isEqualTo(2 * 56);

    WorkItem done = fixture.item(run, "picture-000.png");
    assertThat(done.timings().inference()).isPresent();
    assertThat(database.predictions().of(run.id(), done.imageId()))
        .extracting(each -> each.answer().outcome())
        .containsExactly(Outcome.PRESENT, Outcome.EMPTY);
  }

  @Test
  void stop_putsBackWhatIsInFlight_andResumeFinishesExactly() throws Exception {
    fixture.folder.addRed(0, 60);
    fixture.folder.addText("words.jpg");
    Run run = fixture.run();
    PrelabelRuns process = fixture.process();
    fixture.model.hold();
    CompletableFuture<Run> end = process.start(run.id());
    fixture.model.release(3);
    fixture.model.awaitBegun(4); // the fourth batch is held in the engine
    Run stopped = process.stop(run.id()).get(5, TimeUnit.SECONDS);

    assertThat(stopped.state()).isEqualTo(RunState.STOPPED);
    assertThat(end.get()).isEqualTo(stopped);
    assertThat(fixture.count(run, WorkItemState.RUNNING)).isZero();
    assertThat(fixture.count(run, WorkItemState.QUEUED)).isBetween(1L, 60L);
    assertThat(fixture.predictions(run)).isEqualTo(2 * fixture.count(run, WorkItemState.DONE));

    fixture.model.release(100_000);
    assertThat(fixture.finish(process, run).state()).isEqualTo(RunState.COMPLETED_WITH_FAILURES);
    assertThat(fixture.count(run, WorkItemState.DONE)).isEqualTo(60);
    assertThat(fixture.predictions(run)).isEqualTo(2 * 60);
    assertThat(fixture.items(run)).extracting(WorkItem::attempts).containsOnly(1);
  }

  @Test
  void aFailureThatPasses_isTriedAgainWithoutHoldingUpTheRun() throws Exception {
    fixture.folder.addRed(0, 30);
    Run run = fixture.run();
    Map<URI, Integer> reads = new ConcurrentHashMap<>();
    ImageSource files = fixture.files();
    ImageSource shaky =
        uri -> {
          int read = reads.merge(uri, 1, Integer::sum);
          boolean isBroken = uri.toString().endsWith("7.png");
          boolean isShaky = uri.toString().endsWith("3.png");
          if (isBroken || (isShaky && read < 3)) {
            throw new PluginException(FailureCategory.UNAVAILABLE, "share is away");
          }
          return files.read(uri);
        };
    Run ended = fixture.finish(fixture.process(shaky), run);

    assertThat(ended.state()).isEqualTo(RunState.COMPLETED_WITH_FAILURES);
    assertThat(fixture.count(run, WorkItemState.DONE)).isEqualTo(27);
    assertThat(fixture.item(run, "picture-003.png").attempts()).isEqualTo(3);
    assertThat(fixture.item(run, "picture-003.png").failure()).isEmpty();
    assertThat(fixture.item(run, "picture-017.png").failure())
        .contains(new ItemFailure(FailureCategory.UNAVAILABLE, "share is away"));
    assertThat(fixture.item(run, "picture-017.png").attempts()).isEqualTo(3);
  }

  @Test
  void aPictureThatChangedSinceItWasRegistered_isNotLabeled() throws Exception {
    fixture.folder.addRed(0, 2);
    Run run = fixture.run();
    fixture.folder.write("picture-001.png", PictureFolder.png(0xff, 8, 8));
    fixture.finish(fixture.process(), run);
    assertThat(fixture.item(run, "picture-001.png").failure().orElseThrow().text())
        .startsWith("changed since it was registered");
    assertThat(fixture.item(run, "picture-000.png").state()).isEqualTo(WorkItemState.DONE);
  }

  @Test
  void aSecondRunOfTheSame_copiesInsteadOfAsking() throws Exception {
    fixture.folder.addRed(0, 10);
    fixture.folder.addBlack("nothing-here.png", 32);
    Run first = fixture.run();
    PrelabelRuns process = fixture.process();
    fixture.finish(process, first);
    int batches = fixture.model.batches().size();

    fixture.folder.addRed(10, 1);
    Run second = fixture.run();
    assertThat(second.id()).isNotEqualTo(first.id());
    fixture.finish(process, second);
    assertThat(fixture.model.batches()).hasSize(batches + 1);
    assertThat(fixture.count(second, WorkItemState.DONE)).isEqualTo(11);
    assertThat(fixture.count(second, WorkItemState.EMPTY)).isEqualTo(1);
    assertThat(fixture.item(second, "picture-003.png").reused()).isTrue();
    assertThat(fixture.item(second, "picture-010.png").reused()).isFalse();
  }

  @Test
  void imagesThatAreRegisteredWhileItRuns_areNotForgotten() throws Exception {
    fixture.folder.addRed(0, 8);
    Run run = fixture.run();
    PrelabelRuns process = fixture.process();
    fixture.model.hold();
    CompletableFuture<Run> end = process.start(run.id());
    fixture.model.awaitBegun(1);
    fixture.folder.addRed(8, 2);
    fixture.run();
    fixture.model.release(100_000);

    Run failed = end.get();
    assertThat(failed.state()).isEqualTo(RunState.FAILED);
    assertThat(failed.reason().orElseThrow())
        .contains("of 10 registered images 8 are done", "2 have not been tried");
    assertThat(fixture.finish(process, run).state()).isEqualTo(RunState.COMPLETED);
    assertThat(fixture.count(run, WorkItemState.DONE)).isEqualTo(10);
  }

  @Test
  void start_whileItRuns_isRefusedAndChangesNothing() throws Exception {
    fixture.folder.addRed(0, 4);
    Run run = fixture.run();
    PrelabelRuns process = fixture.process();
    fixture.model.hold();
    CompletableFuture<Run> end = process.start(run.id());
    assertThatThrownBy(() -> process.start(run.id())).isInstanceOf(StaleStateException.class);
    assertThatThrownBy(() -> fixture.process().start(run.id()))
        .isInstanceOf(StaleStateException.class);
    fixture.model.release(100_000);
    assertThat(end.get().state()).isEqualTo(RunState.COMPLETED);
    assertThatThrownBy(() -> process.start(run.id())).isInstanceOf(StaleStateException.class);
  }

  @Test
  void start_aRunThatDoesNotExist_saysSo() {
    assertThatThrownBy(() -> fixture.process().start(4711)).hasMessage("There is no run 4711.");
  }

  @Test
  void aRunWithoutImages_isComplete() throws Exception {
    assertThat(fixture.finish(fixture.process(), fixture.run()).state())
        .isEqualTo(RunState.COMPLETED);
  }

  @Test
  void close_stopsRunsInGoodOrder() throws Exception {
    fixture.folder.addRed(0, 20);
    Run run = fixture.run();
    PrelabelRuns process = fixture.process();
    fixture.model.hold();
    process.start(run.id());
    fixture.model.awaitBegun(1);
    process.close();
    assertThat(database.runs().find(run.id()).orElseThrow().state()).isEqualTo(RunState.STOPPED);
    assertThat(fixture.count(run, WorkItemState.QUEUED)).isEqualTo(20);
  }
}
