package io.prelabel.integration.self1e;

import static org.assertj.core.api.Assertions.assertThat;

import io.prelabel.plugin.model.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lines are those of Linux on EPYC 9004, Xeon (Sapphire Rapids), Graviton 3 and older ones. */
class PrecisionChoiceTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "flags\t\t: fpu vme avx512f avx512_bf16 avx512_vnni, BFLOAT16",
    "flags\t\t: fpu vme amx_bf16 amx_tile, BFLOAT16",
    "Features\t: fp asimd svebf16 i8mm bf16, BFLOAT16",
    "flags\t\t: fpu vme avx2 avx512f avx512_vnni, FLOAT32",
    "Features\t: fp asimd evtstrm, FLOAT32",
    "model name\t: a bf16 in a name, FLOAT32"
  })
  void choice_followsTheProcessorsInstructions(String line, Precision expected) throws IOException {
    Path file = folder.resolve("cpuinfo");
    Files.writeString(file, "processor\t: 0\n" + line + "\n");
    assertThat(PrecisionChoice.of(file)).isEqualTo(expected);
  }

  @Test
  void choice_whereTheProcessorSaysNothing_isFloat32() {
    assertThat(PrecisionChoice.of(folder.resolve("missing"))).isEqualTo(Precision.FLOAT32);
  }
}
