package dev.ionosphere.edge.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceTokensTest {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir Path directory;

  @Test
  void signsEachRequestWithTheDevicesKey() throws Exception {
    DeviceKey key = DeviceKey.openOrMake(directory);
    String authorization = tokens(key).authorization("GET", "/edge/v1/blobs/ab");
    assertThat(authorization).startsWith("Device ");
    String[] parts = authorization.substring("Device ".length()).split("\\.");
    assertThat(json(parts[0]).get("alg").asText()).isEqualTo("EdDSA");
    JsonNode claims = json(parts[1]);
    assertThat(claims.get("sub").asText()).isEqualTo("d1");
    assertThat(claims.get("aud").asText()).isEqualTo("ionosphere");
    assertThat(claims.get("iat").asLong()).isEqualTo(NOW.getEpochSecond());
    assertThat(claims.get("htm").asText()).isEqualTo("GET");
    assertThat(claims.get("htu").asText()).isEqualTo("/edge/v1/blobs/ab");
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(
        KeyFactory.getInstance("Ed25519")
            .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key.publicKey()))));
    signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
  }

  @Test
  void takesTheHubsTimeWithoutTouchingItsOwn() throws Exception {
    DeviceTokens tokens = tokens(DeviceKey.openOrMake(directory));
    Instant hub = NOW.plusSeconds(7_200);
    assertThat(tokens.correct(hub)).isTrue();
    String payload = tokens.authorization("GET", "/").split("\\.")[1];
    assertThat(json(payload).get("iat").asLong()).isEqualTo(hub.getEpochSecond());
    assertThat(tokens.correct(hub.plusSeconds(5))).as("no second try").isFalse();
  }

  @Test
  void keepsItsKeyInAFileOfItsOwn() throws Exception {
    String first = DeviceKey.openOrMake(directory).publicKey();
    assertThat(DeviceKey.openOrMake(directory).publicKey()).isEqualTo(first);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("device.key"))))
        .isEqualTo("rw-------");
  }

  private static DeviceTokens tokens(DeviceKey key) {
    return new DeviceTokens("d1", key, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static JsonNode json(String part) throws Exception {
    return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(part));
  }
}
