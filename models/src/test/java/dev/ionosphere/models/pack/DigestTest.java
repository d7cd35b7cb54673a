package dev.ionosphere.models.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.models.format.ModelFormatException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {

  /** Published in FIPS 180-2, appendix B.1. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void isTheSha256OfTheBytes() {
    Digest digest = Digest.of("abc".getBytes(StandardCharsets.US_ASCII));
    assertThat(digest.value()).isEqualTo("sha256:" + ABC);
    assertThat(digest.hex()).isEqualTo(ABC);
    assertThat(Digest.ofHash(digest.hash())).isEqualTo(digest);
    assertThat(Digest.ofHex(ABC)).isEqualTo(digest).hasToString(digest.value());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sha256:",
        ABC,
        "sha256:../../../../etc/passwd",
        "md5:ba7816bf8f01cfea414140de5dae2223",
        "sha256:BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
        "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n"
      })
  void refusesOtherForms(String value) {
    assertThatThrownBy(() -> new Digest(value)).isInstanceOf(ModelFormatException.class);
  }
}
