package io.prelabel.service.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

class ServicePasswordTest {
  private final PasswordEncoder encoder = new BCryptPasswordEncoder(4);
  private final SecureRandom random = new SecureRandom();

  @TempDir private Path folder;

  @Test
  void of_makesAPasswordOnceAndKeepsItsHashAlone() throws IOException {
    PasswordFile file = new PasswordFile(folder.resolve("credentials"));
    ServicePassword first = ServicePassword.of(Optional.empty(), file, encoder, random);
    String password = first.generated().orElseThrow();
    assertThat(password).hasSize(24);
    assertThat(first.toString()).doesNotContain(password);
    file.write(first.hash());

    ServicePassword second = ServicePassword.of(Optional.empty(), file, encoder, random);
    assertThat(second.generated()).isEmpty();
    assertThat(encoder.matches(password, second.hash())).isTrue();
    assertThat(Files.readString(file.path())).doesNotContain(password);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
        .isEqualTo("rw-------");
  }

  @Test
  void of_keepsNothingUntilItIsShown() {
    PasswordFile file = new PasswordFile(folder.resolve("credentials"));
    ServicePassword.of(Optional.empty(), file, encoder, random);
    assertThat(file.path()).doesNotExist();
  }

  @Test
  void of_prefersTheChosenPassword() {
    PasswordFile file = new PasswordFile(folder.resolve("credentials"));
    file.write("hash of another");
    ServicePassword chosen =
        ServicePassword.of(Optional.of("correct horse"), file, encoder, random);
    assertThat(encoder.matches("correct horse", chosen.hash())).isTrue();
    assertThat(chosen.generated()).isEmpty();
  }

  @Test
  void read_whereTheFileHoldsNoHash() throws IOException {
    Path path = Files.writeString(folder.resolve("credentials"), "# nothing\n");
    assertThatThrownBy(() -> new PasswordFile(path).read()).hasMessageContaining("holds no hash");
  }

  @Test
  void rememberingEncoder_asksTheSlowOneOncePerRightPassword() {
    AtomicInteger asked = new AtomicInteger();
    RememberingEncoder remembering = new RememberingEncoder(new Counting(asked), random);
    assertThat(remembering.matches("right", "right")).isTrue();
    assertThat(remembering.matches("right", "right")).isTrue();
    assertThat(asked).hasValue(1);
    assertThat(remembering.matches("wrong", "right")).isFalse();
    assertThat(remembering.matches("wrong", "right")).isFalse();
    assertThat(asked).hasValue(3);
    assertThat(remembering.matches("right", "other")).isFalse();
  }

  /** Its hash of a password is the password. */
  private record Counting(AtomicInteger asked) implements PasswordEncoder {
    @Override
    public @Nullable String encode(@Nullable CharSequence password) {
      return password == null ? null : password.toString();
    }

    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
      asked.incrementAndGet();
      return password != null && password.toString().equals(hash);
    }
  }
}
