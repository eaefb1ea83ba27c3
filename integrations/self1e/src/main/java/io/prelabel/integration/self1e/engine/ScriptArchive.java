package io.prelabel.integration.self1e.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs TorchScript source and the attributes of its one object into the zip that PyTorch's {@code
 * torch::jit::load} reads. What PyTorch itself writes holds more (tensors, debug information); a
 * reader needs no more than these four entries, all stored, not deflated.
 */
final class ScriptArchive {
  /**
   * The archive format of PyTorch 2.x ({@code kProducedFileFormatVersion}). A lower number would
   * let PyTorch rewrite some operators of the source to their former meaning.
   */
  private static final String FORMAT_VERSION = "10\n";

  private ScriptArchive() {}

  /**
   * @param className the class in {@code source}
   * @param attributes the value of every attribute that the class declares
   */
  static byte[] pack(String source, String className, Map<String, ?> attributes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setMethod(ZipOutputStream.STORED);
      store(zip, "version", FORMAT_VERSION.getBytes(StandardCharsets.US_ASCII));
      store(zip, "constants.pkl", Pickle.emptyTuple());
      store(zip, "data.pkl", Pickle.object(className, attributes));
      store(zip, "code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry("program/" + name);
    CRC32 crc = new CRC32();
    crc.update(content);
    entry.setSize(content.length);
    entry.setCompressedSize(content.length);
    entry.setCrc(crc.getValue());
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
