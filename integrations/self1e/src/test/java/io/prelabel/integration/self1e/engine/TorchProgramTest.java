package io.prelabel.integration.self1e.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.djl.engine.EngineException;
import ai.djl.pytorch.jni.IValue;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchProgramTest {
  private static final String SOURCE =
      """
      class Small(Module):
        __parameters__ = []
        __buffers__ = []
        weights : Dict[str, Tensor]
        factor : int
        shift : float
        negate : bool
        def apply(self: __torch__.Small, x: Tensor) -> List[Tensor]:
          y = torch.add(torch.mul(torch.to(x, 6), self.factor), self.shift)
          if self.negate:
            y = torch.neg(y)
          return [y, torch.mul(y, 2)]
        def allocate(self: __torch__.Small, n: int) -> Tensor:
          return torch.zeros([n, n], dtype=6)
        def fail(self: __torch__.Small, x: Tensor) -> Tensor:
          return torch.matmul(x, x)
      """;

  @Test
  void aProgram_computesWithItsAttributes() {
    try (TorchProgram program = small();
        NativeScope scope = new NativeScope()) {
      IValue result = program.run(scope, "apply", scope.longs(new long[] {1, -2}, 2));
      assertThat(TorchProgram.floats(scope, result))
          .isDeepEqualTo(new float[][] {{2.5f, -6.5f}, {5f, -13f}});
    }
  }

  @Test
  void memoryThatRunsOut_isOverCapacity() {
    try (TorchProgram program = small();
        NativeScope scope = new NativeScope()) {
      assertThatExceptionOfType(PluginException.class)
          .isThrownBy(() -> program.run(scope, "allocate", scope.number(10_000_000)))
          .satisfies(e -> assertThat(e.category()).isEqualTo(FailureCategory.OVER_CAPACITY))
          .withMessageContaining("smaller token budget");
    }
  }

  /** The words of PyTorch's allocators, {@code c10/core/impl/alloc_cpu.cpp}. */
  @ParameterizedTest
  @ValueSource(strings = {"can't allocate memory: you tried", "not enough memory: you tried"})
  void memoryThatRunsOut_isToldByItsWords(String words) {
    EngineException failure = new EngineException("DefaultCPUAllocator: " + words);
    assertThat(TorchProgram.failure("x", failure).category())
        .isEqualTo(FailureCategory.OVER_CAPACITY);
  }

  @Test
  void anyOtherFailure_isABugInOneLine() {
    try (TorchProgram program = small();
        NativeScope scope = new NativeScope()) {
      IValue wrong = scope.longs(new long[6], 2, 3);
      assertThatExceptionOfType(PluginException.class)
          .isThrownBy(() -> program.run(scope, "fail", wrong))
          .satisfies(e -> assertThat(e.category()).isEqualTo(FailureCategory.BUG))
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"))
          .withMessageContainingAll("\"fail\"", "cannot be multiplied (2x3 and 2x3)");
    }
  }

  @Test
  void sourceWithAMistake_doesNotCompile() {
    assertThatExceptionOfType(PluginException.class)
        .isThrownBy(
            () -> TorchProgram.compile(SOURCE.replace("torch.neg", "torch.nag"), "Small", values()))
        .satisfies(e -> assertThat(e.category()).isEqualTo(FailureCategory.BUG))
        .withMessageContaining("did not compile");
  }

  @Test
  void everythingIsClosed() {
    long before = NativeScope.open();
    try (TorchProgram program = small();
        NativeScope scope = new NativeScope()) {
      program.run(scope, "apply", scope.longs(new long[] {1}, 1));
      assertThat(NativeScope.open()).isGreaterThan(before);
    }
    assertThat(NativeScope.open()).isEqualTo(before);
  }

  @Test
  void theEngine_isSilentTowardsTheNetwork() {
    DjlEngine.start();
    assertThat(System.getProperty("OPT_OUT_TRACKING")).isEqualTo("true");
    assertThat(System.getProperty("ai.djl.offline")).isEqualTo("true");
    assertThatIllegalStateException()
        .isThrownBy(() -> DjlEngine.configure(Path.of("elsewhere"), true));
  }

  private static TorchProgram small() {
    return TorchProgram.compile(SOURCE, "Small", values());
  }

  private static Map<String, Object> values() {
    return Map.of("factor", 3L, "shift", -0.5, "negate", false);
  }
}
