package io.prelabel.service.web.api;

import io.prelabel.db.dataset.Datasets;
import io.prelabel.db.prompt.PromptSets;
import io.prelabel.db.run.Run;
import io.prelabel.db.run.Runs;
import io.prelabel.service.run.DatasetIngests;
import io.prelabel.service.run.Labeling;
import io.prelabel.service.run.RunViews;
import io.prelabel.service.run.RunViews.RunView;
import io.prelabel.service.web.problem.ConflictException;
import io.prelabel.service.web.problem.NotFoundException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Runs: started, stopped, resumed and watched. */
@RestController
@RequestMapping("/api/v1/runs")
@Tag(name = "runs")
@SuppressWarnings("FutureReturnValueIgnored") // how a run ends is in the database, for all to ask
class RunsController {
  private final Runs runs;
  private final RunViews views;
  private final Datasets datasets;
  private final PromptSets promptSets;
  private final DatasetIngests ingests;
  private final Labeling labeling;
  private final RunEvents events;

  RunsController(
      Runs runs,
      RunViews views,
      Datasets datasets,
      PromptSets promptSets,
      DatasetIngests ingests,
      Labeling labeling,
      RunEvents events) {
    this.runs = runs;
    this.views = views;
    this.datasets = datasets;
    this.promptSets = promptSets;
    this.ingests = ingests;
    this.labeling = labeling;
    this.events = events;
  }

  @PostMapping
  @Operation(
      summary = "Starts a run of the loaded model, or goes on with the unfinished one",
      description =
          "Takes the images that are registered; 409 while that is still going on. Look at the answer's Location, or listen to its /events.")
  @ApiResponse(responseCode = "202", description = "started", useReturnTypeSchema = true)
  ResponseEntity<RunBody> create(@RequestBody NewRun request) {
    if (request.datasetId() == null || request.promptSetId() == null) {
      throw new IllegalArgumentException("a run needs a datasetId and a promptSetId");
    }
    long dataset = request.datasetId();
    long promptSet = request.promptSetId();
    if (datasets.find(dataset).isEmpty()) {
      throw new NotFoundException("data set", dataset);
    }
    if (promptSets.find(promptSet).isEmpty()) {
      throw new NotFoundException("prompt set", promptSet);
    }
    if (ingests.isUnderWay(dataset)) {
      throw new ConflictException(
          "Pictures of data set %d are still being registered; ask again when its ingest.state is done."
              .formatted(dataset));
    }
    Run run = labeling.run(dataset, promptSet);
    labeling.start(run.id());
    return accepted(run.id());
  }

  @PostMapping("/{id}/stop")
  @Operation(
      summary = "Asks a run to stop",
      description = "What the model has answered is stored, the rest goes back to the queue.")
  @ApiResponse(responseCode = "202", description = "stopping", useReturnTypeSchema = true)
  ResponseEntity<RunBody> stop(@PathVariable long id) {
    find(id);
    if (!labeling.isActive(id)) {
      throw new ConflictException("Run %d is not running here.".formatted(id));
    }
    labeling.stop(id);
    return accepted(id);
  }

  @PostMapping("/{id}/resume")
  @Operation(summary = "Goes on with a run that was stopped or has failed")
  @ApiResponse(responseCode = "202", description = "started", useReturnTypeSchema = true)
  ResponseEntity<RunBody> resume(@PathVariable long id) {
    find(id);
    labeling.start(id);
    return accepted(id);
  }

  @GetMapping
  @Operation(summary = "Lists runs, oldest first")
  Page<RunBody> list(
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit) {
    return Page.of(after, limit, runs::page, Run::id, run -> RunBody.of(views.view(run)));
  }

  @GetMapping("/{id}")
  @Operation(summary = "Returns a run and how far it is")
  RunBody get(@PathVariable long id) {
    return RunBody.of(find(id));
  }

  @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(
      summary = "Sends a run's progress while it changes",
      description =
          "Server-sent events named progress, and one named end when the run has ended; the data is that of GET /runs/{id}.")
  @ApiResponse(
      responseCode = "200",
      description = "the events, until the run ends",
      content =
          @Content(
              mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
              schema = @Schema(implementation = RunBody.class)))
  SseEmitter events(@PathVariable long id) {
    find(id);
    return events.subscribe(id);
  }

  private RunView find(long id) {
    return views.find(id).orElseThrow(() -> new NotFoundException("run", id));
  }

  private ResponseEntity<RunBody> accepted(long id) {
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/runs/" + id))
        .body(RunBody.of(find(id)));
  }

  /** What a run is made of; the model is the one that is loaded. */
  record NewRun(@Nullable Long datasetId, @Nullable Long promptSetId) {}
}
