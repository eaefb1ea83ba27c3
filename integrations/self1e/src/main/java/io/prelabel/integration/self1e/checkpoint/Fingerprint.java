package io.prelabel.integration.self1e.checkpoint;

import io.prelabel.plugin.model.ModelVersion;
import io.prelabel.plugin.model.Precision;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The identity of a model: a SHA-256 over everything that changes answers. The same weights in one
 * file or in shards, or beside a {@code config.json} with other remarks, are the same model. {@code
 * lm_head} counts: no mask needs it, but presence and attributes are read from it. Fed while the
 * weights are loaded, so that they are read once.
 */
public final class Fingerprint {
  /**
   * Raised whenever a change of the formulas changes answers beyond rounding, or what can be asked.
   */
  private static final String REVISION = "2";

  private final MessageDigest digest = sha256();

  /**
   * Begins with what is small.
   *
   * @param tokenizer the tokenizer's definition, as it is used
   */
  public Fingerprint(Self1eConfig config, byte[] tokenizer) {
    put("revision", REVISION.getBytes(StandardCharsets.UTF_8));
    put("config", config.toString().getBytes(StandardCharsets.UTF_8));
    put("tokenizer", tokenizer);
  }

  /** Adds an option that changes answers; one that is at its default is not to be added. */
  public void option(String name, String value) {
    put("option " + name, value.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Announces a tensor, whose bytes follow; in the order of {@link Weights}. Tensors count as they
   * are stored: a LoRA merged before it was saved was rounded then, so it is another model.
   */
  public void begin(TensorEntry entry) {
    String what = entry.name() + " " + entry.type() + " " + entry.shape();
    digest.update(header(what, entry.size()));
  }

  /** Adds bytes of the tensor announced last; the buffer's position is not moved. */
  public void add(ByteBuffer piece) {
    digest.update(piece.duplicate());
  }

  /** Announces a tensor to which a LoRA is added: its pair follows, and then the tensor itself. */
  public void scale(double scale) {
    put("lora", Double.toString(scale).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Ends with the version.
   *
   * @param precision what the model computes in; not {@link Precision#AUTO}
   */
  public ModelVersion version(Precision precision) {
    String hash = HexFormat.of().formatHex(digest.digest(), 0, 8);
    String type = precision.name().toLowerCase(Locale.ROOT);
    return new ModelVersion("self1e", "self1e-" + hash + "-" + type);
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
