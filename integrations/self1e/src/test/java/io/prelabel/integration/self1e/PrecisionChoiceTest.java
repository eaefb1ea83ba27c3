package io.prelabel.integration.self1e;

import static org.assertj.core.api.Assertions.assertThat;

import io.prelabel.plugin.model.Precision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrecisionChoiceTest {
  private static final ToDoubleFunction<Precision> NARROW_IS_QUICK =
      type -> type == Precision.BFLOAT16 ? 46e9 : 22e9;
  private static final ToDoubleFunction<Precision> NARROW_IS_SLOW =
      type -> type == Precision.BFLOAT16 ? 9e9 : 22e9;
  private static final ToDoubleFunction<Precision> UNASKED =
      type -> {
        throw new AssertionError("measured");
      };

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void file() {
    file = folder.resolve("cache").resolve("precision.txt");
  }

  @Test
  void auto_isWhatIsMeasuredAsQuick() {
    assertThat(auto("quick", NARROW_IS_QUICK)).isEqualTo(Precision.BFLOAT16);
    assertThat(auto("slow", NARROW_IS_SLOW)).isEqualTo(Precision.FLOAT32);
    assertThat(auto("even", type -> 22e9)).isEqualTo(Precision.FLOAT32);
  }

  @Test
  void aChoiceThatIsRemembered_beatsAContraryMeasurement() {
    auto("EPYC | 2", NARROW_IS_QUICK);
    assertThat(auto("EPYC | 2", NARROW_IS_SLOW)).isEqualTo(Precision.BFLOAT16);
    assertThat(auto("EPYC | 2", UNASKED)).isEqualTo(Precision.BFLOAT16);
    assertThat(auto("Xeon", NARROW_IS_SLOW)).isEqualTo(Precision.FLOAT32);
    assertThat(auto("EPYC | 2", UNASKED)).isEqualTo(Precision.BFLOAT16);
  }

  @Test
  void theFile_canBeReadEditedAndDeletedByPeople() throws IOException {
    auto("EPYC, PyTorch 2.7.1", NARROW_IS_QUICK);
    assertThat(Files.readAllLines(file))
        .contains("bfloat16 | EPYC, PyTorch 2.7.1 | bfloat16 46, float32 22 GFLOP/s");
    assertThat(Files.readString(file)).contains("Delete");

    Files.writeString(file, "FLOAT32|EPYC, PyTorch 2.7.1");
    assertThat(auto("EPYC, PyTorch 2.7.1", UNASKED)).isEqualTo(Precision.FLOAT32);

    Files.delete(file);
    assertThat(auto("EPYC, PyTorch 2.7.1", NARROW_IS_QUICK)).isEqualTo(Precision.BFLOAT16);
    try (var left = Files.list(file.getParent())) {
      assertThat(left).containsExactly(file);
    }
  }

  @ParameterizedTest
  @CsvSource({"int4 | m", "bfloat16", "auto | m", "''", "\u0000\u0001"})
  void aLineThatIsNoChoice_isIgnoredAndMeasuredAgain(String line) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, line + "\nfloat32 | other | kept\n");
    assertThat(auto("m", NARROW_IS_QUICK)).isEqualTo(Precision.BFLOAT16);
    assertThat(auto("m", UNASKED)).isEqualTo(Precision.BFLOAT16);
    assertThat(auto("other", UNASKED)).isEqualTo(Precision.FLOAT32);
  }

  @Test
  void aFileThatIsNoText_isReplaced() throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, "\u00ff\u00fe|".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(auto("m", NARROW_IS_QUICK)).isEqualTo(Precision.BFLOAT16);
    assertThat(auto("m", UNASKED)).isEqualTo(Precision.BFLOAT16);
  }

  @Test
  void aFileThatCantBeWritten_isNoFailure() throws IOException {
    Files.writeString(file.getParent(), "a file where the folder should be");
    assertThat(auto("m", NARROW_IS_QUICK)).isEqualTo(Precision.BFLOAT16);
    assertThat(auto("m", NARROW_IS_SLOW)).isEqualTo(Precision.FLOAT32);
  }

  @Test
  void whatIsAskedFor_decides() {
    PrecisionChoice choice = choice("m", UNASKED);
    assertThat(choice.decide(Precision.BFLOAT16, false, "cpu")).isEqualTo(Precision.BFLOAT16);
    assertThat(choice.decide(Precision.FLOAT32, true, "cuda:0")).isEqualTo(Precision.FLOAT32);
    assertThat(file).doesNotExist();
  }

  @Test
  void auto_withoutMeasuring_whereTheCheckpointOrTheDeviceDecides() {
    PrecisionChoice choice = choice("m", UNASKED);
    assertThat(choice.decide(Precision.AUTO, false, "cpu")).isEqualTo(Precision.FLOAT32);
    assertThat(choice.decide(Precision.AUTO, false, "cuda:0")).isEqualTo(Precision.FLOAT32);
    assertThat(choice.decide(Precision.AUTO, true, "cuda:1")).isEqualTo(Precision.BFLOAT16);
  }

  @Test
  void theProcessor_isNamedByItsModel() throws IOException {
    Path info = folder.resolve("cpuinfo");
    String arch = System.getProperty("os.arch");
    Files.writeString(info, "processor\t: 0\nmodel name\t: AMD EPYC 9B14\nmodel name\t: x\n");
    assertThat(Processor.name(info)).isEqualTo(arch + " AMD EPYC 9B14");
    Files.writeString(info, "CPU implementer\t: 0x41\nCPU part\t: 0xd40\n");
    assertThat(Processor.name(info)).isEqualTo(arch + " 0x41 0xd40");
    assertThat(Processor.name(folder.resolve("missing"))).startsWith(arch);
  }

  private Precision auto(String machine, ToDoubleFunction<Precision> flops) {
    return choice(machine, flops).decide(Precision.AUTO, true, "cpu");
  }

  private PrecisionChoice choice(String machine, ToDoubleFunction<Precision> flops) {
    return new PrecisionChoice(new PrecisionMemory(file), machine, flops);
  }
}
