package io.prelabel.plugin.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Turns content into a version: the first 16 hexadecimal digits of a SHA-256. */
final class ContentDigest {
  private final MessageDigest digest = sha256();

  /**
   * Adds a value under a key. Length-prefixed, so that no two different contents spell the same
   * bytes.
   */
  void put(String key, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    digest.update((key + ":" + bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
  }

  /** Returns the version and begins anew. */
  String version(String prefix) {
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
