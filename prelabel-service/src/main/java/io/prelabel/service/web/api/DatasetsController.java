package io.prelabel.service.web.api;

import io.prelabel.db.dataset.Dataset;
import io.prelabel.db.dataset.Datasets;
import io.prelabel.db.dataset.Image;
import io.prelabel.db.dataset.Images;
import io.prelabel.plugin.image.PictureSize;
import io.prelabel.service.dataset.AllowedFolders;
import io.prelabel.service.run.DatasetIngests;
import io.prelabel.service.run.Labeling;
import io.prelabel.service.web.problem.ConflictException;
import io.prelabel.service.web.problem.NotFoundException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Data sets: folders of pictures below the roots that the service was given. */
@RestController
@RequestMapping("/api/v1/datasets")
@Tag(name = "datasets")
class DatasetsController {
  private final Datasets datasets;
  private final Images images;
  private final AllowedFolders folders;
  private final Labeling labeling;
  private final DatasetIngests ingests;

  DatasetsController(
      Datasets datasets,
      Images images,
      AllowedFolders folders,
      Labeling labeling,
      DatasetIngests ingests) {
    this.datasets = datasets;
    this.images = images;
    this.folders = folders;
    this.labeling = labeling;
    this.ingests = ingests;
  }

  @PostMapping
  @Operation(
      summary = "Makes a data set of a folder and begins to register its pictures",
      description =
          "The folder lies below one of the roots. Look at the answer's Location until ingest.state is done. Doing it again registers what has been added or changed and takes out what is gone (not where no picture is left, or parts can't be read: a share may not be mounted).")
  @ApiResponse(responseCode = "202", description = "being registered", useReturnTypeSchema = true)
  ResponseEntity<DatasetBody> create(@RequestBody NewDataset request) {
    String name = ResourceName.check(request.name(), "a data set");
    if (request.folder() == null) {
      throw new IllegalArgumentException("a data set needs a folder");
    }
    Path folder = folders.resolve(request.folder());
    datasets
        .findByName(name)
        .filter(known -> !known.root().equals(folder.toUri()))
        .ifPresent(
            other -> {
              throw new ConflictException(
                  "The name \"%s\" stands for another folder; choose another name."
                      .formatted(name));
            });
    Dataset dataset = labeling.dataset(name, folder);
    ingests.start(dataset);
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/datasets/" + dataset.id()))
        .body(body(dataset));
  }

  @GetMapping
  @Operation(summary = "Lists data sets, oldest first")
  Page<DatasetBody> list(
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit) {
    return Page.of(after, limit, datasets::page, Dataset::id, this::body);
  }

  @GetMapping("/{id}")
  @Operation(summary = "Returns a data set, and how far the registration of its pictures is")
  DatasetBody get(@PathVariable long id) {
    return body(find(id));
  }

  @GetMapping("/{id}/images")
  @Operation(summary = "Lists the images of a data set")
  Page<ImageBody> images(
      @PathVariable long id,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit) {
    find(id);
    return Page.of(
        after, limit, (key, count) -> images.page(id, key, count), Image::id, ImageBody::of);
  }

  private Dataset find(long id) {
    return datasets.find(id).orElseThrow(() -> new NotFoundException("data set", id));
  }

  private DatasetBody body(Dataset dataset) {
    return DatasetBody.of(dataset, images.count(dataset.id()), ingests.last(dataset.id()));
  }

  /**
   * What a data set is made of.
   *
   * @param folder absolute path on the service's machine
   */
  record NewDataset(@Nullable String name, @Nullable String folder) {}

  /**
   * An image.
   *
   * @param fileName relative to the data set's folder
   * @param width pixels as shown; absent where the picture could not be read
   */
  record ImageBody(
      long id,
      String fileName,
      String sha256,
      long bytes,
      @Nullable Integer width,
      @Nullable Integer height,
      Instant registeredAt) {
    static ImageBody of(Image image) {
      return new ImageBody(
          image.id(),
          image.fileName(),
          image.ref().sha256(),
          image.byteCount(),
          image.size().map(PictureSize::width).orElse(null),
          image.size().map(PictureSize::height).orElse(null),
          image.registeredAt());
    }
  }
}
