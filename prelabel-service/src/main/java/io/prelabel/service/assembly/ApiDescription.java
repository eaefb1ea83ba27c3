package io.prelabel.service.assembly;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;

/**
 * What the OpenAPI description says of all operations alike: HTTP Basic, and that every answer but
 * success is problem details (RFC 9457).
 */
final class ApiDescription implements OpenApiCustomizer {
  private static final String BASIC = "basic";
  private static final String PROBLEM = "ProblemDetail";

  /** Returns the description before the operations are added. */
  static OpenAPI head() {
    return new OpenAPI()
        .info(new Info().title("Prelabel").version("v1"))
        .addSecurityItem(new SecurityRequirement().addList(BASIC))
        .components(
            new Components()
                .addSecuritySchemes(
                    BASIC, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme(BASIC)));
  }

  @Override
  public void customise(OpenAPI api) {
    api.getComponents().addSchemas(PROBLEM, problem());
    api.getPaths().values().stream()
        .flatMap(path -> path.readOperations().stream())
        .forEach(ApiDescription::addProblem);
  }

  /** By hand: the addresses are relative ones, which the type of Spring's own does not say. */
  private static Schema<?> problem() {
    return new ObjectSchema()
        .addProperty("type", new StringSchema().format("uri-reference"))
        .addProperty("title", new StringSchema())
        .addProperty("status", new IntegerSchema())
        .addProperty("detail", new StringSchema())
        .addProperty("instance", new StringSchema().format("uri-reference"))
        .description("RFC 9457; more members may say more, such as the line of a prompt file.");
  }

  private static void addProblem(Operation operation) {
    Content content =
        new Content()
            .addMediaType(
                "application/problem+json",
                new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)));
    operation
        .getResponses()
        .setDefault(
            new ApiResponse()
                .description("Refused or failed: detail says why and what to do.")
                .content(content));
  }
}
