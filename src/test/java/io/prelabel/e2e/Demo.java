package io.prelabel.e2e;

import java.nio.file.Path;

/** Where the bundled demo lies in the repository. */
final class Demo {
  private static final Path FOLDER =
      Path.of(System.getProperty("repo.root"), "prelabel-service/src/main/resources/demo");

  private Demo() {}

  static Path checkpoint() {
    return FOLDER.resolve("checkpoint");
  }

  static Path images() {
    return FOLDER.resolve("images");
  }

  static Path prompts() {
    return FOLDER.resolve("prompts.yaml");
  }

  static Path groundTruth() {
    return FOLDER.resolve("ground-truth.json");
  }

  /** What the authors' code reaches. */
  static Path reference() {
    return FOLDER.resolve("reference.json");
  }
}
