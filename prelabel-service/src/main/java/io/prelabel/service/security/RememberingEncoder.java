package io.prelabel.service.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Spares the slow hash for the password that was right last time: HTTP Basic sends it with every
 * request, and bcrypt takes a tenth of a second of a core on purpose. What is remembered is a keyed
 * digest under a key that lives and dies with the process. Wrong passwords stay slow. Thread-safe.
 */
public final class RememberingEncoder implements PasswordEncoder {
  private static final String ALGORITHM = "HmacSHA256";

  private final PasswordEncoder slow;
  private final SecretKeySpec key;
  private volatile byte[] lastRight = {};

  public RememberingEncoder(PasswordEncoder slow, SecureRandom random) {
    this.slow = slow;
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    this.key = new SecretKeySpec(bytes, ALGORITHM);
  }

  @Override
  public @Nullable String encode(@Nullable CharSequence password) {
    return slow.encode(password);
  }

  @Override
  public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
    if (password == null || hash == null) {
      return false;
    }
    byte[] digest = digest(password, hash);
    if (MessageDigest.isEqual(digest, lastRight)) {
      return true;
    }
    boolean isRight = slow.matches(password, hash);
    if (isRight) {
      lastRight = digest;
    }
    return isRight;
  }

  private byte[] digest(CharSequence password, String hash) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(hash.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return Arrays.copyOf(mac.doFinal(password.toString().getBytes(StandardCharsets.UTF_8)), 32);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
    }
  }
}
