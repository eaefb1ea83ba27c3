package io.prelabel.integration.self1e.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.prelabel.integration.self1e.GoldenData;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
  @TempDir private Path folder;

  @Test
  void aSoundFile_isRead() throws IOException {
    byte[] header =
        """
        {"__metadata__": {"format": "pt"},
         "b": {"dtype": "BF16", "shape": [2, 3], "data_offsets": [4, 16]},
         "a": {"dtype": "F32", "shape": [], "data_offsets": [0, 4]}}"""
            .getBytes(StandardCharsets.UTF_8);
    byte[] data = new byte[16];
    data[4] = 42;
    Path file =
        SafetensorsFile.write(folder.resolve("model.safetensors"), header.length, header, data);

    Map<String, TensorEntry> tensors = Safetensors.read(file);

    assertThat(tensors).containsOnlyKeys("a", "b");
    assertThat(tensors.get("b"))
        .isEqualTo(
            new TensorEntry(
                file, "b", StoredType.BF16, List.of(2L, 3L), 8L + header.length + 4, 12));
    assertThat(tensors.get("a").shape()).isEmpty();
    assertThat(bytes(tensors.get("b"), 12)).isEqualTo(Arrays.copyOfRange(data, 4, 16));
    assertThat(bytes(tensors.get("b"), 8)).isEqualTo(Arrays.copyOfRange(data, 4, 16));
  }

  private static byte[] bytes(TensorEntry entry, int pieceSize) {
    ByteBuffer all = ByteBuffer.allocate((int) entry.size());
    entry.read(
        pieceSize,
        (piece, at) -> {
          assertThat(piece.isDirect()).isTrue();
          assertThat(at).isEqualTo(all.position());
          assertThat(piece.remaining()).isEqualTo(Math.min(pieceSize, entry.size() - at));
          all.put(piece);
        });
    return all.array();
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [0, 4]}} | its shape needs 8",
        "{\"a\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [8, 16]}} | cut short",
        "{\"a\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [8, 0]}} | cut short",
        "{\"a\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [-8, 0]}} | bad number: -8",
        "{\"a\": {\"dtype\": \"F32\", \"shape\": [-1, -2], \"data_offsets\": [0, 8]}} | bad number: -1",
        "{\"a\": {\"dtype\": \"F32\", \"shape\": [4294967296, 4294967296], \"data_offsets\": [0, 0]}} | more bytes than fit",
        "{\"a\": {\"dtype\": \"F32\", \"shape\": [1.5], \"data_offsets\": [0, 8]}} | bad number: 1.5",
        "{\"a\": {\"dtype\": \"F99\", \"shape\": [2], \"data_offsets\": [0, 8]}} | unknown type \"F99\"",
        "{\"a\": {\"dtype\": \"F32\", \"data_offsets\": [0, 4]}} | no shape",
        "{\"a\": {\"dtype\": \"F32\", \"shape\": [1]}} | no data_offsets",
        "{\"a\": 5} | unknown type",
        "[1, 2] | not a JSON object",
        "{\"a\": | not JSON",
        "{\"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [0, 4]}, \"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [4, 8]}} | not JSON",
        "{\"a\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [0, 8]}, \"b\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [4, 8]}} | overlap",
      })
  void aBrokenHeader_isRefused(String header, String why) throws IOException {
    assertRefused(SafetensorsFile.write(folder.resolve("m.safetensors"), header, 8), why);
  }

  @ParameterizedTest
  @CsvSource({"9223372036854775807", "-1", "0", "99"})
  void aHeaderLengthThatDoesNotFit_isRefusedBeforeItIsAllocated(long claimed) throws IOException {
    Path file =
        SafetensorsFile.write(folder.resolve("m.safetensors"), claimed, new byte[2], new byte[8]);
    assertRefused(file, "its header claims");
  }

  @Test
  void anEmptyFile_isRefused() throws IOException {
    assertRefused(Files.createFile(folder.resolve("m.safetensors")), "it has 0 bytes");
  }

  @Test
  void aTruncatedDownload_isRefused() throws IOException {
    byte[] whole = Files.readAllBytes(GoldenData.QWEN2.resolve("checkpoint/model.safetensors"));
    Path file = folder.resolve("m.safetensors");
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    assertRefused(file, "cut short");
  }

  private static void assertRefused(Path file, String why) {
    assertThatExceptionOfType(PluginException.class)
        .isThrownBy(() -> Safetensors.read(file))
        .satisfies(e -> assertThat(e.category()).isEqualTo(FailureCategory.BAD_INPUT))
        .withMessageContaining(why)
        .withMessageContaining(file.toString())
        .withMessageContaining("download it again");
  }
}
