package io.prelabel.service.web.api;

import io.prelabel.service.export.CocoExport;
import io.prelabel.service.export.RunContent;
import io.prelabel.service.run.RunContents;
import io.prelabel.service.web.problem.NotFoundException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What people take away from runs. */
@RestController
@RequestMapping("/api/v1/exports")
@Tag(name = "exports")
class ExportsController {
  private final RunContents contents;

  ExportsController(RunContents contents) {
    this.contents = contents;
  }

  /** Written in the request's own thread: an asynchronous answer would have a time limit. */
  @GetMapping(path = "/coco", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Streams a run as COCO instances JSON",
      description =
          "Also while the run goes on: images that are not done yet are left out and counted in info.")
  @ApiResponse(
      responseCode = "200",
      description = "a COCO instances file",
      content =
          @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object")))
  void coco(@RequestParam long run, HttpServletResponse response) throws IOException {
    RunContent content = contents.of(run).orElseThrow(() -> new NotFoundException("run", run));
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment()
            .filename("run-%d-coco.json".formatted(run))
            .build()
            .toString());
    CocoExport.write(content, response.getOutputStream());
  }
}
