package io.prelabel.service.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A machine made of a few files in a folder. */
final class OtherMachine {
  private final Path root;
  private final Map<String, String> environment = new HashMap<>();

  OtherMachine(Path root) {
    this.root = root;
  }

  OtherMachine with(String file, String content) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
    return this;
  }

  OtherMachine set(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Machine build() {
    return new Machine(root, environment, Map.of("os.arch", "riscv64"), 4, 3 * Bytes.GIB);
  }
}
