package dev.ionosphere.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.TestingDevice;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingHttp.Answer;
import dev.ionosphere.api.digest.Sha256;
import dev.ionosphere.api.identity.SecretFiles;
import dev.ionosphere.api.orderkey.OrderKeys;
import dev.ionosphere.api.orderkey.RootRotation;
import dev.ionosphere.models.order.OrderRole;
import dev.ionosphere.models.order.TrustedRoot;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.models.pack.ModelSignature;
import dev.ionosphere.models.pack.ModelVerifier;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The key for models is replaced while devices believe it. */
@MicronautTest(transactional = false)
class ModelKeysTest {

  private static final String KEYS = "/api/v1/keys/models";

  @Inject TestingHttp http;
  @Inject OrderKeys keys;
  @Inject RootRotation rotation;
  @Inject ModelSignatures signatures;
  @Inject ModelRegistry registry;
  @Inject RegisteredModels models;
  @Inject SecretFiles files;

  @Test
  void everyModelIsSignedAgainAndADeviceThatWasOffWalksToItsKey() throws Exception {
    TrustedRoot pinned = TrustedRoot.pinned(keys.roots().getLast());
    String before = keys.modelSigner().keyId();
    RegisteredModel model = registered("walk");
    assertThat(trusts(pinned, model)).isTrue();

    JsonNode rotated = rotate(false, "yearly");
    assertThat(rotated.at("/items/0/state").asText()).isEqualTo("signing");
    assertThat(rotated.at("/items/0/reason").asText()).isEqualTo("yearly");
    assertThat(rotated.at("/items/0/madeBy").asText()).isEqualTo("admin");
    assertThat(rotated.at("/items/1/id").asText()).isEqualTo(before);
    assertThat(rotated.at("/items/1/state").asText()).isEqualTo("trusted");
    assertThat(keys.modelKeys()).containsKey(before);
    RegisteredModel second = registry.model(model.digest());
    assertThat(second.keyId()).isEqualTo(keys.modelSigner().keyId()).isNotEqualTo(before);

    String middle = second.keyId();
    rotate(true, "a laptop was lost");
    RegisteredModel third = registry.model(model.digest());
    assertThat(keys.modelKeys()).containsOnlyKeys(third.keyId());
    TrustedRoot walked = pinned.walked(keys.roots());
    assertThat(trusts(walked, third)).isTrue();
    assertThat(trusts(walked, second)).isFalse();
    assertThat(trusts(walked, model)).isFalse();

    JsonNode shown = http.get("admin", KEYS).json();
    assertThat(shown.at("/items/1/id").asText()).isEqualTo(middle);
    assertThat(shown.at("/items/1/state").asText()).isEqualTo("revoked");
    assertThat(shown.at("/items/1/revokedBy").asText()).isEqualTo("admin");
    assertThat(shown.at("/items/1/revokedBecause").asText()).isEqualTo("a laptop was lost");
    assertThat(http.get("admin", "/keys").body()).contains(middle, "a laptop was lost");
  }

  @Test
  void aDeviceThatEnrolsNowBelievesTheKeysOfNow() {
    rotate(true, "before it came");
    String answer =
        new TestingDevice(http, "fresh-1")
            .enrol(new TestingDevice(http, "fresh-1").token("{}", false))
            .json()
            .path("trustedKeys")
            .toString();
    assertThat(answer).contains(keys.modelSigner().keyId());
  }

  @Test
  void aKeyThatSignsNoMoreIsRevokedLater() {
    String before = keys.modelSigner().keyId();
    RegisteredModel model = registered("later");
    rotate(false, "yearly");
    // As one that was registered just then.
    models.sign(model.digest(), model.signature(), before);
    assertThat(registry.ref(registry.model(model.digest())).keyId()).isEqualTo(before);

    Answer revoked = revoke(before, "all devices have the new root");
    assertThat(revoked.status()).as(revoked.body()).isEqualTo(200);
    assertThat(keys.modelKeys()).doesNotContainKey(before);
    assertThat(registry.model(model.digest()).keyId()).isEqualTo(keys.modelSigner().keyId());
    assertThat(revoke(before, "again").status()).isEqualTo(404);
    Answer signing = revoke(keys.modelSigner().keyId(), "why not");
    assertThat(signing.status()).isEqualTo(409);
    assertThat(signing.body()).contains("ion keys models rotate --revoke");
  }

  @Test
  void aModelThatARevokedKeySignedIsSignedAgainWhenItIsAskedFor() {
    RegisteredModel model = registered("raced");
    rotate(true, "stolen");
    models.sign(model.digest(), model.signature(), model.keyId());
    ModelRef reference = registry.ref(registry.model(model.digest()));
    assertThat(
            ModelVerifier.trusting(keys.modelKeys())
                .verifies(
                    new Digest(model.digest()),
                    new ModelSignature(reference.keyId(), reference.signature())))
        .isTrue();
    assertThat(registry.model(model.digest()).keyId()).isEqualTo(reference.keyId());
  }

  @Test
  void nothingChangesIfModelsCannotBeSignedAgain() {
    String before = keys.modelSigner().keyId();
    long version = keys.root().version();
    assertThatThrownBy(() ->
            rotation.rotateModels(
                true,
                "fails",
                "admin",
                key -> {
                  throw new IllegalStateException("the database is full");
                }))
        .isInstanceOf(IllegalStateException.class);
    keys.readAgain();
    assertThat(keys.root().version()).isEqualTo(version);
    assertThat(keys.modelSigner().keyId()).isEqualTo(before);
    assertThat(rotate(true, "works").at("/items/0/reason").asText()).isEqualTo("works");
  }

  @Test
  void thePrivateHalfIsThereBeforeItsRootAndGoesWithTheNext() {
    rotate(true, "one");
    String one = keys.modelSigner().keyId();
    assertThat(files.read("order-" + one + ".key")).isPresent();
    rotate(false, "two");
    assertThat(files.read("order-" + one + ".key")).isEmpty();
    assertThat(files.read("model-signing.key")).isEmpty();
    keys.readAgain();
    assertThat(keys.modelSigner().keyId()).isNotEqualTo(one);
  }

  @Test
  void withoutTheRootKeyNothingIsRotated() {
    String root = "order-" + keys.root().role(OrderRole.ROOT).keyIds().iterator().next() + ".key";
    String secret = files.read(root).orElseThrow();
    files.delete(root);
    try {
      Answer refused = http.post("admin", KEYS + "/rotate", "{\"reason\":\"x\"}");
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.body()).contains("root key");
    } finally {
      files.write(root, secret);
      keys.readAgain();
    }
  }

  @Test
  void whoMayRotateAndWhat() {
    assertThat(http.get("viewer", KEYS).status()).isEqualTo(403);
    assertThat(http.post("operator", KEYS + "/rotate", "{\"reason\":\"x\"}").status())
        .isEqualTo(403);
    assertThat(http.post("admin", KEYS + "/rotate", "{\"revoke\":true}").status()).isEqualTo(400);
    assertThat(http.post("admin", "/api/v1/keys/orders/rotate?role=model", "").body())
        .contains("ion keys models rotate");
    for (int i = 0; i < 12; i++) {
      Answer answer = http.post("admin", KEYS + "/rotate", "{\"reason\":\"many\"}");
      if (answer.status() == 409) {
        assertThat(answer.body()).contains("at most 8; revoke one first");
        rotate(true, "enough");
        return;
      }
    }
    throw new AssertionError("any number of keys is believed");
  }

  private RegisteredModel registered(String name) {
    String digest = "sha256:" + Sha256.hex("model " + name);
    ModelSignature signature = signatures.sign(new Digest(digest));
    return models.save(
        new RegisteredModel(
            digest,
            name,
            "retrain",
            name + ".retrain.1",
            signature.value(),
            signature.keyId(),
            10,
            "{}",
            Map.of(),
            Instant.EPOCH));
  }

  private static boolean trusts(TrustedRoot root, RegisteredModel model) {
    return ModelVerifier.trusting(root.root().keysOf(OrderRole.MODEL))
        .verifies(new Digest(model.digest()), new ModelSignature(model.keyId(), model.signature()));
  }

  private JsonNode rotate(boolean revoke, String reason) {
    Answer answer =
        http.post(
            "admin",
            KEYS + "/rotate",
            "{\"revoke\":%s,\"reason\":\"%s\"}".formatted(revoke, reason));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private Answer revoke(String key, String reason) {
    return http.post(
        "admin", KEYS + "/" + key + "/revoke", "{\"reason\":\"%s\"}".formatted(reason));
  }
}
