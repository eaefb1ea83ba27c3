package io.prelabel.integration.self1e.checkpoint;

import io.prelabel.plugin.model.ModelVersion;
import io.prelabel.plugin.model.Precision;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * The identity of a model: a SHA-256 over everything that changes answers. The same weights in one
 * file or in shards, or beside a {@code config.json} with other remarks, are the same model.
 */
public final class Fingerprint {
  /** Raised whenever a change of the formulas changes answers beyond rounding. */
  private static final String REVISION = "1";

  private final MessageDigest digest = sha256();

  private Fingerprint() {}

  /**
   * Hashes a checkpoint; reads all weights once.
   *
   * @param tokenizer the tokenizer's definition, as it is used
   * @param precision what the model computes in; not {@link Precision#AUTO}
   */
  public static ModelVersion of(
      Self1eConfig config, byte[] tokenizer, Weights weights, Precision precision) {
    Fingerprint fingerprint = new Fingerprint();
    fingerprint.put("revision", REVISION.getBytes(StandardCharsets.UTF_8));
    fingerprint.put("config", config.toString().getBytes(StandardCharsets.UTF_8));
    fingerprint.put("tokenizer", tokenizer);
    weights.tensors().stream()
        .sorted(Comparator.comparing(TensorEntry::name))
        .forEach(fingerprint::put);
    String hash = HexFormat.of().formatHex(fingerprint.digest.digest(), 0, 8);
    String type = precision.name().toLowerCase(Locale.ROOT);
    return new ModelVersion("self1e", "self1e-" + hash + "-" + type);
  }

  private void put(TensorEntry entry) {
    List<ByteBuffer> pieces = entry.map();
    String what = entry.name() + " " + entry.type() + " " + entry.shape();
    digest.update(header(what, entry.size()));
    pieces.forEach(digest::update);
  }

  private void put(String what, byte[] content) {
    digest.update(header(what, content.length));
    digest.update(content);
  }

  /** Length-prefixed, so that no two different contents can spell the same bytes. */
  private static byte[] header(String what, long length) {
    return (what.length() + ":" + what + ":" + length + ":").getBytes(StandardCharsets.UTF_8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
