package io.prelabel.integration.self1e;

import ai.djl.pytorch.jni.IValue;
import io.prelabel.integration.self1e.engine.NativeScope;
import io.prelabel.integration.self1e.engine.TorchProgram;
import io.prelabel.integration.self1e.text.ChatTemplate;

/**
 * What the language model keeps of the tokens before the picture, in native memory: computed once
 * for each model, since they see nothing behind them.
 */
final class Beginning implements AutoCloseable {
  private final NativeScope scope;
  private final IValue value;

  private Beginning(TorchProgram program, long[] ids) {
    scope = program.newScope();
    try (NativeScope inputs = program.newScope()) {
      value = program.run(scope, "begin", inputs.longs(ids, ids.length));
    } catch (RuntimeException | Error e) {
      scope.close();
      throw e;
    }
  }

  /** Reads the tokens. */
  static Beginning read(TorchProgram program, ChatTemplate chat) {
    return new Beginning(program, chat.beginning());
  }

  IValue value() {
    return value;
  }

  @Override
  public void close() {
    scope.close();
  }
}
