package dev.ionosphere.models.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.signature.Ed25519Signer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExchangeKeyTest {

  private static final byte[] SALT = "nonce".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SAID = "what both said".getBytes(StandardCharsets.US_ASCII);

  private final ExchangeKey device = ExchangeKey.create();
  private final ExchangeKey hub = ExchangeKey.create();

  @Test
  void bothSidesHaveTheSameKey() {
    byte[] key = device.agree(hub.publicKey(), SALT, SAID).getEncoded();
    assertThat(key).hasSize(32).isEqualTo(hub.agree(device.publicKey(), SALT, SAID).getEncoded());
    ExchangeKey between = ExchangeKey.create();
    assertThat(between.agree(hub.publicKey(), SALT, SAID).getEncoded()).isNotEqualTo(key);
  }

  @Test
  void whoHeardSomethingElseHasAnotherKey() {
    byte[] key = device.agree(hub.publicKey(), SALT, SAID).getEncoded();
    assertThat(hub.agree(device.publicKey(), SALT, SALT).getEncoded()).isNotEqualTo(key);
    assertThat(hub.agree(device.publicKey(), SAID, SAID).getEncoded()).isNotEqualTo(key);
  }

  /** With a point of small order the secret is zero, whoever agrees. */
  @Test
  void refusesAKeyThatAnybodyCouldAgreeWith() {
    String header = "302a300506032b656e032100";
    for (String point :
        List.of(
            "00".repeat(32),
            "01" + "00".repeat(31),
            "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
            "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")) {
      String key = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(header + point));
      assertThatThrownBy(() -> device.agree(key, SALT, SAID))
          .as(point)
          .isInstanceOf(ModelFormatException.class);
    }
  }

  @Test
  void refusesWhatIsNoKeyForAnExchange() {
    for (String wrong : List.of("", "!", "AAAA", Ed25519Signer.create().publicKey())) {
      assertThatThrownBy(() -> device.agree(wrong, SALT, SAID))
          .isInstanceOf(ModelFormatException.class)
          .hasMessageStartingWith("session key");
    }
  }
}
