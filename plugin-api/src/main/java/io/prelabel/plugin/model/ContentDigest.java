package io.prelabel.plugin.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Turns content into a version: the first 16 hexadecimal digits of a SHA-256. Not for several
 * threads.
 */
public final class ContentDigest {
  private final MessageDigest digest = sha256();

  /**
   * Adds a value under a key. Length-prefixed, so that no two different contents spell the same
   * bytes.
   */
  public void put(String key, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    digest.update((key + ":" + bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
  }

  /** Returns the version, behind a prefix that says of what it is, and begins anew. */
  public String version(String prefix) {
    return prefix + HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
