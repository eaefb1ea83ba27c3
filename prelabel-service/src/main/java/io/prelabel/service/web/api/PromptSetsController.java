package io.prelabel.service.web.api;

import io.prelabel.db.prompt.PromptSets;
import io.prelabel.db.prompt.StoredPromptSet;
import io.prelabel.plugin.model.Attribute;
import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.PromptKind;
import io.prelabel.plugin.model.PromptSet;
import io.prelabel.plugin.model.PromptTemplate;
import io.prelabel.service.prompts.PromptFile;
import io.prelabel.service.web.problem.NotFoundException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Prompt sets: written once, never changed. */
@RestController
@RequestMapping("/api/v1/prompt-sets")
@Tag(name = "prompt sets")
class PromptSetsController {
  private static final String EXAMPLE =
      """
      presence: 0.5
      tiles: 1
      templates:
        - {kind: class, question: "Please segment the {text} in this image.", answer: "It is [SEG]."}
      attributes:
        - {name: light, question: Is it day or night?, answers: [day, night]}
      classes:
        - name: cup
          prompts: [cup, a coffee mug]
          threshold: 0.4
          presence: 0.2
          minimum_area: 64
          split: true
          colour: "#ff8800"
        - name: hazard
          prompts:
            - {text: Find what could fall over., kind: instruction}
      """;

  private final PromptSets promptSets;
  private final Clock clock;

  PromptSetsController(PromptSets promptSets, Clock clock) {
    this.promptSets = promptSets;
    this.clock = clock;
  }

  @PostMapping(
      consumes = {
        MediaType.APPLICATION_JSON_VALUE,
        MediaType.APPLICATION_YAML_VALUE,
        "application/x-yaml",
        "text/yaml",
        MediaType.TEXT_PLAIN_VALUE
      })
  @Operation(
      summary = "Stores a prompt set, in the form of a prompt file",
      description =
          "YAML or JSON: classes with their prompts, and for all of them presence, tiles, templates and attributes. An equal set under the same name is not stored again: the answer is the stored one.",
      requestBody =
          @RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = MediaType.APPLICATION_YAML_VALUE,
                    schema = @Schema(type = "string"),
                    examples = @ExampleObject(EXAMPLE)),
                @Content(
                    mediaType = MediaType.APPLICATION_JSON_VALUE,
                    schema = @Schema(type = "object"))
              }))
  @ApiResponse(responseCode = "201", description = "stored", useReturnTypeSchema = true)
  ResponseEntity<PromptSetBody> create(
      @RequestParam(defaultValue = "default") String name,
      @org.springframework.web.bind.annotation.RequestBody String document) {
    String checked = ResourceName.check(name, "a prompt set");
    StoredPromptSet stored =
        promptSets.save(checked, PromptFile.parse("the request body", document), clock.instant());
    return ResponseEntity.created(URI.create("/api/v1/prompt-sets/" + stored.id()))
        .body(PromptSetBody.of(stored));
  }

  @GetMapping
  @Operation(summary = "Lists prompt sets, oldest first")
  Page<PromptSetBody> list(
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit) {
    return Page.of(after, limit, promptSets::page, StoredPromptSet::id, PromptSetBody::of);
  }

  @GetMapping("/{id}")
  @Operation(summary = "Returns a prompt set")
  PromptSetBody get(@PathVariable long id) {
    return promptSets
        .find(id)
        .map(PromptSetBody::of)
        .orElseThrow(() -> new NotFoundException("prompt set", id));
  }

  /**
   * A stored prompt set.
   *
   * @param version equal for sets that give equal answers
   * @param tiles a number from 1 to 12, or auto
   */
  record PromptSetBody(
      long id,
      String name,
      String version,
      String tiles,
      List<TemplateBody> templates,
      List<AttributeBody> attributes,
      List<ClassBody> classes,
      Instant createdAt) {
    static PromptSetBody of(StoredPromptSet stored) {
      PromptSet set = stored.promptSet();
      OptionalInt tiles = set.tiling().most();
      return new PromptSetBody(
          stored.id(),
          stored.name(),
          stored.version(),
          tiles.isPresent() ? Integer.toString(tiles.getAsInt()) : "auto",
          set.templates().stream().map(TemplateBody::of).toList(),
          set.attributes().stream().map(AttributeBody::of).toList(),
          set.classes().stream().map(ClassBody::of).toList(),
          stored.createdAt());
    }
  }

  /** A sentence that prompts of a kind are put in, and how the answer begins. */
  record TemplateBody(String kind, String question, String answer) {
    static TemplateBody of(PromptTemplate each) {
      return new TemplateBody(word(each.kind()), each.question(), each.answer());
    }
  }

  /** A question about a picture as a whole. */
  record AttributeBody(String name, String question, List<String> answers) {
    static AttributeBody of(Attribute each) {
      return new AttributeBody(each.name(), each.question(), each.answers());
    }
  }

  /**
   * A class, in the words of the prompt file.
   *
   * @param presence null where the presence is not asked for (off)
   */
  record ClassBody(
      String name,
      List<PromptBody> prompts,
      double threshold,
      @Nullable Double presence,
      int minimumArea,
      boolean split,
      @Nullable String colour) {
    static ClassBody of(ClassPrompt each) {
      OptionalDouble presence = each.presenceThreshold();
      return new ClassBody(
          each.name(),
          each.prompts().stream().map(p -> new PromptBody(p.text(), word(p.kind()))).toList(),
          each.threshold(),
          presence.isPresent() ? presence.getAsDouble() : null,
          each.minimumArea(),
          each.split(),
          each.colour().orElse(null));
    }
  }

  /** A prompt. */
  record PromptBody(String text, String kind) {}

  private static String word(PromptKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
