package dev.ionosphere.models.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.models.format.ModelFormatException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors were made with another program; the first is RFC 9421's own. */
class SignedRequestTest {

  private static final byte[] BODY = "{\"hello\": \"world\"}".getBytes(StandardCharsets.US_ASCII);
  private static final RequestKey KEY = key(counting());
  private static final SignatureInput INPUT = new SignatureInput("AAAAAAAAAAAAAAAAAAAAAA", 1);

  @Test
  void signsAsAppendixB25OfTheStandard() {
    String secret =
        "uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==";
    String base =
        SignatureBase.text(
            List.of(
                Map.entry("date", "Tue, 20 Apr 2021 02:07:55 GMT"),
                Map.entry("@authority", "example.com"),
                Map.entry("content-type", "application/json")),
            "(\"date\" \"@authority\" \"content-type\");created=1618884473;keyid=\"test-shared-secret\"");
    assertThat(base)
        .isEqualTo(
            """
            "date": Tue, 20 Apr 2021 02:07:55 GMT
            "@authority": example.com
            "content-type": application/json
            "@signature-params": ("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret\"\
            """);
    assertThat(
            key(Base64.getDecoder().decode(secret))
                .header(base.getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo("ion=:pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=:");
  }

  @Test
  void signsWhatARequestSaysAndNothingElse() {
    assertThat(new String(SignatureBase.of(report(), INPUT), StandardCharsets.US_ASCII))
        .isEqualTo(
            """
            "@method": POST
            "@authority": hub.example.org:8420
            "@path": /edge/v1/reports
            "@query": ?
            "content-digest": sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:
            "@signature-params": ("@method" "@authority" "@path" "@query" "content-digest");keyid="AAAAAAAAAAAAAAAAAAAAAA";nonce="1";alg="hmac-sha256\"\
            """);
    assertThat(KEY.sign(report(), INPUT))
        .isEqualTo("ion=:DWJVmlSZ5DXdGxXzi+uM5L3LudBK1wKV5OrU6C0oE9U=:");
  }

  @Test
  void signsAQueryAndAnEmptyBody() {
    RequestParts poll =
        new RequestParts(
            "GET",
            new Authority("hub.example.org"),
            "/edge/v1/state?have=1.7&root=3&wait=240",
            ContentDigest.of(new byte[0]));
    SignatureInput input = new SignatureInput("S3ss10n_-0000000000000", 900_000);
    assertThat(KEY.sign(poll, input))
        .isEqualTo("ion=:uvZZmUqVBgu2IE4ofAuE0q2KReEwlNwpA4MngJ6Qbe4=:");
  }

  @Test
  void knowsItsOwnSignatureOnly() {
    String good = KEY.sign(report(), INPUT);
    assertThat(KEY.signed(report(), INPUT, good)).isTrue();
    assertThat(KEY.signed(report(), new SignatureInput(INPUT.session(), 2), good)).isFalse();
    assertThat(key(new byte[32]).signed(report(), INPUT, good)).isFalse();
    for (String wrong : List.of("", good + ", " + good, good.substring(0, good.length() - 4))) {
      assertThatThrownBy(() -> KEY.signed(report(), INPUT, wrong))
          .isInstanceOf(ModelFormatException.class)
          .hasMessageStartingWith("Signature: got " + wrong.length() + " characters");
    }
  }

  @Test
  void readsTheInputThatItWrites() {
    assertThat(SignatureInput.parse(INPUT.header())).isEqualTo(INPUT);
    SignatureInput last = new SignatureInput("AAAAAAAAAAAAAAAAAAAAAA", 999_999_999_999_999_999L);
    assertThat(SignatureInput.parse(last.header())).isEqualTo(last);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          ion=                       | sig=                            | signature sig
          ion=                       | sig=(),ion=                     | RFC 9421
          "@method"                  | "@method" "date"                | component 2: got "date", allowed: "@authority"
          "@method" "@authority"     | "@method"                       | component 2: got "@path", allowed: "@authority"
          "@method" "@authority"     | "@authority" "@method"          | component 1: got "@authority", allowed: "@method"
          ' "content-digest"'        | ''                              | component 5: got nothing, allowed: "content-digest"
          "content-digest"           | "content-digest" "content-type" | component 6: got "content-type", allowed: no more
          "@query"                   | "@query-param";name="have"      | component 4: got "@query-param";name="have"
          ;keyid="AAAAAAAAAAAAAAAAAAAAAA" | ''                         | parameter nonce, allowed: keyid
          ;nonce="1"                 | ;created=1618884473;nonce="1"   | parameter created, allowed: nonce
          ;nonce="1"                 | ;nonce="1";nonce="1"            | parameter nonce, allowed: alg
          ;alg="hmac-sha256"         | ''                              | alg: got nothing
          ;alg="hmac-sha256"         | ;alg="hmac-sha256";tag="x"      | parameter tag, allowed: no more
          hmac-sha256                | rsa-v1_5-sha256                 | alg: got rsa-v1_5-sha256, allowed: hmac-sha256
          nonce="1"                  | nonce="0"                       | nonce: got 0
          nonce="1"                  | nonce="01"                      | nonce: got 01
          nonce="1"                  | nonce="-1"                      | nonce: got -1
          nonce="1"                  | nonce="9999999999999999999"     | nonce: got 9999999999999999999
          AAAAAAAAAAAAAAAAAAAAAA     | AAAA                            | keyid: got AAAA
          """)
  void refusesAnyOtherInputByName(String found, String instead, String said) {
    String header = INPUT.header();
    assertThat(header).contains(found);
    assertThatThrownBy(() -> SignatureInput.parse(header.replace(found, instead)))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith("Signature-Input")
        .hasMessageContaining(said);
  }

  @Test
  void refusesAnInputOfAnyLengthAtOnce() {
    for (String long_ : List.of("a".repeat(100_000), "ion=(" + "\"a\" ".repeat(25_000) + ")")) {
      assertThatThrownBy(() -> SignatureInput.parse(long_))
          .hasMessageMatching("Signature-Input: got 10000[0-9] characters, allowed: at most 512");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Hub.Example.ORG, true, hub.example.org",
    "hub:443, true, hub",
    "hub:443, false, hub:443",
    "hub:80, false, hub",
    "hub:80, true, hub:80",
    "127.0.0.1:8420, false, 127.0.0.1:8420",
    "[2001:DB8::1]:8420, false, [2001:db8::1]:8420",
    "[::1], false, [::1]",
  })
  void aHostIsSignedInOneSpelling(String host, boolean secure, String signed) {
    assertThat(Authority.of(host, secure).text()).isEqualTo(signed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\nb", "hub, hub", "user@hub", "hub:", "hub:123456", "[::1"})
  void refusesWhatIsNoHost(String host) {
    assertThatThrownBy(() -> Authority.of(host, false))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith("Host: got ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "*", "http://hub/edge", "edge", "/a b", "/a\n\"@query\": ?", "/é", "/a#b"})
  void refusesATargetThatCouldBeAnotherLine(String target) {
    ContentDigest digest = ContentDigest.of(BODY);
    Authority hub = new Authority("hub");
    assertThatThrownBy(() -> new RequestParts("GET", hub, target, digest))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith("request target: got ");
  }

  @Test
  void aBodyHasOneDigest() {
    assertThat(ContentDigest.of(BODY))
        .hasToString("sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:");
    String empty = "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:";
    assertThat(ContentDigest.of(new byte[0])).isEqualTo(new ContentDigest(empty));
    for (String wrong :
        List.of("", "sha-256=abc", empty + ", " + empty, empty.replace("256", "512"))) {
      assertThatThrownBy(() -> new ContentDigest(wrong))
          .isInstanceOf(ModelFormatException.class)
          .hasMessageStartingWith("Content-Digest: got ");
    }
  }

  private static RequestParts report() {
    return new RequestParts(
        "POST", new Authority("hub.example.org:8420"), "/edge/v1/reports", ContentDigest.of(BODY));
  }

  private static RequestKey key(byte[] bytes) {
    return new RequestKey(new SecretKeySpec(bytes, "HmacSHA256"));
  }

  private static byte[] counting() {
    byte[] bytes = new byte[32];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }
}
