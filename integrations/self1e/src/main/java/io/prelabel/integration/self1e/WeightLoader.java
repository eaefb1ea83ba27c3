package io.prelabel.integration.self1e;

import ai.djl.pytorch.jni.IValue;
import io.prelabel.integration.self1e.checkpoint.Fingerprint;
import io.prelabel.integration.self1e.checkpoint.Lora;
import io.prelabel.integration.self1e.checkpoint.PlacedPiece;
import io.prelabel.integration.self1e.checkpoint.PlacedTensor;
import io.prelabel.integration.self1e.checkpoint.TensorEntry;
import io.prelabel.integration.self1e.checkpoint.Weights;
import io.prelabel.integration.self1e.engine.NativeScope;
import io.prelabel.integration.self1e.engine.TorchProgram;
import java.nio.ByteBuffer;

/**
 * Hands weights to a program, piece by piece: each is mapped, hashed, copied to its places (and
 * converted, where it is stored in another type), and unmapped. All weights exist once, in the
 * compute type. Where a LoRA is to be added, a piece is whole rows of the matrix, and the two
 * narrow matrices are there as long as it takes.
 */
final class WeightLoader {
  private final TorchProgram program;
  private final Fingerprint fingerprint;
  private final int pieceSize;

  WeightLoader(TorchProgram program, Fingerprint fingerprint, int pieceSize) {
    this.program = program;
    this.fingerprint = fingerprint;
    this.pieceSize = pieceSize;
  }

  void load(Weights weights) {
    for (PlacedTensor tensor : weights.tensors()) {
      tensor.lora().ifPresentOrElse(lora -> addMerged(tensor, lora), () -> add(tensor));
    }
  }

  private void add(PlacedTensor tensor) {
    read(
        tensor,
        pieceSize,
        (scope, piece, at, place) ->
            program.run(
                scope,
                "add",
                scope.text(place.target()),
                scope.numbers(shape(place)),
                part(scope, tensor, piece, place),
                scope.number(torchCode(tensor.entry())),
                scope.number(place.at())));
  }

  private void addMerged(PlacedTensor tensor, Lora lora) {
    long row = tensor.placement().rowLength();
    long rowBytes = row * tensor.entry().type().bytes();
    int wholeRows = Math.toIntExact(Math.max(1, pieceSize / rowBytes) * rowBytes);
    fingerprint.scale(lora.scale());
    try (NativeScope pair = program.newScope()) {
      IValue a = matrix(pair, lora.a(), lora.scale());
      IValue b = matrix(pair, lora.b(), 1);
      read(
          tensor,
          wholeRows,
          (scope, piece, at, place) ->
              program.run(
                  scope,
                  "add_merged",
                  scope.text(place.target()),
                  scope.numbers(shape(place)),
                  part(scope, tensor, piece, place),
                  scope.number(torchCode(tensor.entry())),
                  scope.number(place.at()),
                  a,
                  b,
                  scope.number((at + place.from()) / row)));
    }
  }

  /** Reads a whole matrix of a LoRA as float32; it is narrow. */
  private IValue matrix(NativeScope scope, TensorEntry entry, double factor) {
    ByteBuffer all = ByteBuffer.allocateDirect(Math.toIntExact(entry.size()));
    fingerprint.begin(entry);
    entry.read(
        pieceSize,
        (piece, at) -> {
          fingerprint.add(piece);
          all.put(piece);
        });
    try (NativeScope bytes = program.newScope()) {
      return program.run(
          scope,
          "wide",
          bytes.bytes(all.flip(), all.limit()),
          bytes.number(torchCode(entry)),
          bytes.number(entry.shape().get(0)),
          bytes.real(factor));
    }
  }

  @FunctionalInterface
  private interface PlaceConsumer {
    /**
     * @param at index of the piece's first number in the tensor
     */
    void accept(NativeScope scope, ByteBuffer piece, long at, PlacedPiece place);
  }

  private void read(PlacedTensor tensor, int size, PlaceConsumer consumer) {
    int bytes = tensor.entry().type().bytes();
    fingerprint.begin(tensor.entry());
    tensor
        .entry()
        .read(
            size,
            (piece, atByte) -> {
              long at = atByte / bytes;
              fingerprint.add(piece);
              for (PlacedPiece each : tensor.placement().place(at, piece.remaining() / bytes)) {
                try (NativeScope scope = program.newScope()) {
                  consumer.accept(scope, piece, at, each);
                }
              }
            });
  }

  private static IValue part(
      NativeScope scope, PlacedTensor tensor, ByteBuffer piece, PlacedPiece place) {
    int bytes = tensor.entry().type().bytes();
    int length = Math.toIntExact(place.count() * bytes);
    return scope.bytes(piece.slice(Math.toIntExact(place.from() * bytes), length), length);
  }

  private static long[] shape(PlacedPiece place) {
    return place.shape().stream().mapToLong(Long::longValue).toArray();
  }

  private static long torchCode(TensorEntry entry) {
    return entry.type().torchCode().orElseThrow();
  }
}
