package dev.ionosphere.models.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.models.format.ModelFormatException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelSignatureTest {

  private final ModelSigner signer = ModelSigner.create();
  private final Digest digest = Digest.of(new byte[] {1, 2, 3});
  private final ModelVerifier verifier =
      ModelVerifier.trusting(Map.of(signer.keyId(), signer.publicKey()));

  @Test
  void acceptsWhatATrustedKeySigned() {
    assertThat(verifier.verifies(digest, signer.sign(digest))).isTrue();
  }

  @Test
  void refusesAnotherDigestKeyOrSignature() {
    ModelSignature good = signer.sign(digest);
    ModelSigner other = ModelSigner.create();
    assertThat(verifier.verifies(Digest.of(new byte[0]), good)).isFalse();
    assertThat(verifier.verifies(digest, other.sign(digest))).isFalse();
    assertThat(
            verifier.verifies(
                digest, new ModelSignature(signer.keyId(), other.sign(digest).value())))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not base64!", "AAAA", "\u0000"})
  void refusesMalformedSignatures(String value) {
    assertThat(verifier.verifies(digest, new ModelSignature(signer.keyId(), value))).isFalse();
  }

  @Test
  void refusesASignatureOfZeros() {
    String zeros = Base64.getEncoder().encodeToString(new byte[64]);
    assertThat(verifier.verifies(digest, new ModelSignature(signer.keyId(), zeros))).isFalse();
  }

  @Test
  void aStoredKeySignsTheSame() {
    ModelSigner loaded = ModelSigner.load(signer.privateKey(), signer.publicKey());
    assertThat(loaded.sign(digest)).isEqualTo(signer.sign(digest));
    assertThat(loaded.keyId()).matches("[0-9a-f]{16}");
  }

  @Test
  void refusesKeysThatAreNoPairAndShowsNothingOfThem() {
    ModelSigner other = ModelSigner.create();
    assertThatThrownBy(() -> ModelSigner.load(signer.privateKey(), other.publicKey()))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageNotContaining(signer.privateKey());
    assertThatThrownBy(() -> ModelSigner.load("c2VjcmV0", other.publicKey()))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageNotContaining("c2VjcmV0");
    assertThatThrownBy(() -> ModelVerifier.trusting(Map.of("a", "AAAA")))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("trusted key a");
  }

  /**
   * Made by OpenSSL 3: {@code printf abc | openssl dgst -sha256 -binary > d; openssl pkeyutl -sign
   * -rawin -inkey key.pem -in d | base64}.
   */
  @Test
  void isPlainEd25519OverTheBytesOfTheDigest() {
    ModelVerifier openssl =
        ModelVerifier.trusting(
            Map.of("openssl", "MCowBQYDK2VwAyEAmNU9LhQI3efDKRVy+ezUccDB8UNoXzUmCN48cswny1o="));
    ModelSignature made =
        new ModelSignature(
            "openssl",
            "rMwpvKGk5Piw0NL7ZDwm5umPEWHx7LIKJzTgUZEXb4GU"
                + "cx13+wjUnH3g+DEExvKGc80+FB+8ht88aOU02U6EDg==");
    Digest abc = Digest.of("abc".getBytes(StandardCharsets.US_ASCII));
    assertThat(openssl.verifies(abc, made)).isTrue();
    assertThat(openssl.verifies(digest, made)).isFalse();
  }
}
