package io.prelabel.service.security;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * The password of the one user, as a hash; a generated one can be read once, by whoever starts the
 * service for the first time.
 *
 * @param hash as the encoder made it
 * @param generated the password itself, where it was made just now
 */
public record ServicePassword(String hash, Optional<String> generated) {
  /** 18 bytes are 24 characters without padding; 144 bits can't be guessed. */
  private static final int GENERATED_BYTES = 18;

  /**
   * Takes the password that a person chose, else the one whose hash is kept, else a new one. Writes
   * nothing: a new one is to be kept when it is shown, lest a start that fails in between keeps a
   * password that nobody has seen.
   */
  public static ServicePassword of(
      Optional<String> chosen, PasswordFile file, PasswordEncoder encoder, SecureRandom random) {
    if (chosen.isPresent()) {
      return new ServicePassword(encode(chosen.get(), encoder), Optional.empty());
    }
    Optional<String> kept = file.read();
    if (kept.isPresent()) {
      return new ServicePassword(kept.get(), Optional.empty());
    }
    byte[] bytes = new byte[GENERATED_BYTES];
    random.nextBytes(bytes);
    String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return new ServicePassword(encode(password, encoder), Optional.of(password));
  }

  private static String encode(String password, PasswordEncoder encoder) {
    return Optional.ofNullable(encoder.encode(password)).orElseThrow();
  }

  /** Keeps the password out of logs. */
  @Override
  public String toString() {
    return "ServicePassword[generated=" + generated.isPresent() + "]";
  }
}
