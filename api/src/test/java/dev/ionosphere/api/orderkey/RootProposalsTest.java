package dev.ionosphere.api.orderkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingHttp.Answer;
import dev.ionosphere.api.identity.SecretFiles;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.models.order.Envelope;
import dev.ionosphere.models.order.OrderRole;
import dev.ionosphere.models.order.Root;
import dev.ionosphere.models.order.TrustedRoot;
import dev.ionosphere.models.signature.Ed25519Signer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** From one root key on the hub to two of three that three people keep. */
@MicronautTest(transactional = false)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RootProposalsTest {
  private static final Ed25519Signer ANN = Ed25519Signer.create();
  private static final Ed25519Signer BOB = Ed25519Signer.create();
  private static final Ed25519Signer CEM = Ed25519Signer.create();

  @Inject TestingHttp http;
  @Inject OrderKeys keys;
  @Inject SecretFiles files;
  @Inject RootChain chain;
  @Inject KeyFiles keyFiles;
  @Inject Clock clock;

  @Test
  @Order(1)
  void aProposalThatAsksForWhatItsRoleDoesNotHaveIsRefused() {
    assertThat(refused("{\"role\":\"root\"}")).contains("keys is missing");
    assertThat(refused("{\"role\":\"release\",\"keys\":[\"x\"]}")).contains("only role root");
    assertThat(refused("{\"role\":\"release\",\"threshold\":1}")).contains("only role root");
    assertThat(refused("{\"role\":\"release\",\"revoke\":true}")).contains("only role model");
    assertThat(refused("{\"role\":\"root\",\"keys\":[\"!\"]}")).contains("not base64");
    assertThat(refused("{\"role\":\"root\",\"keys\":[\"eA==\"]}")).contains("root.keys");
    assertThat(refused(rootOf(4))).contains("threshold", "got 4", "1 to 3");
    String ann = ANN.publicKey();
    assertThat(refused("{\"role\":\"root\",\"keys\":[\"%s\",\"%s\"]}".formatted(ann, ann)))
        .contains("twice");
    assertThat(refused("{\"role\":\"root\",\"keys\":[null]}")).contains("keys: got null");
    assertThat(refused(rootOf(2).replace("\"threshold\":2", "\"threshold\":1.9")))
        .as("it would be one of two")
        .contains("1.9");
    String director = keys.root().keysOf(OrderRole.DIRECTOR).values().iterator().next();
    assertThat(refused("{\"role\":\"root\",\"keys\":[\"%s\"]}".formatted(director)))
        .contains("one of director");
    assertThat(refused("{\"role\":\"king\"}")).contains("root, release, director, model");
    assertThat(keys.root().version()).isEqualTo(1);
    assertThat(http.post("operator", "/api/v1/keys/orders/proposals", "{}").status())
        .isEqualTo(403);
    assertThat(http.post("operator", "/api/v1/keys/orders/roots", "{}").status()).isEqualTo(403);
  }

  @Test
  @Order(2)
  void threePeopleTakeTheRootOver() throws Exception {
    String before = keys.root().role(OrderRole.ROOT).keyIds().iterator().next();
    Envelope proposed = propose(rootOf(2));
    assertThat(keys.root().version()).as("nothing changes yet").isEqualTo(1);
    assertThat(proposed.signatures()).as("by the key that is here").hasSize(1);

    Answer early = submit(proposed.signedBy(ANN));
    assertThat(early.status()).isEqualTo(422);
    assertThat(early.body()).contains("1 good signatures", "2 needed");
    Answer taken = submit(proposed.signedBy(ANN).signedBy(CEM));
    assertThat(taken.status()).as(taken.body()).isEqualTo(200);
    assertThat(role(taken.json(), "root").path("threshold").asInt()).isEqualTo(2);
    assertThat(role(taken.json(), "root").path("here").asBoolean()).isFalse();
    assertThat(taken.json().path("madeBy").asText()).isEqualTo("admin");
    assertThat(http.get("admin", "/api/v1/keys/orders").json().path("reason").asText())
        .isEqualTo("three people keep it");
    assertThat(files.read("order-" + before + ".key")).as("it signs nothing any more").isEmpty();
    assertThat(submit(proposed.signedBy(ANN).signedBy(CEM)).status()).as("twice").isEqualTo(409);
    assertThat(TrustedRoot.pinned(keys.roots().getFirst()).walked(keys.roots()).root())
        .as("devices walk to it")
        .isEqualTo(keys.root());
  }

  @Test
  @Order(3)
  void whatTheHubCannotSignByItselfIsSignedByTwoOfThem() {
    Answer here = http.post("admin", "/api/v1/keys/orders/rotate?role=director", "");
    assertThat(here.status()).isEqualTo(409);
    assertThat(here.body()).contains("2 of the root keys", "ion keys root");
    assertThat(http.post("admin", "/api/v1/keys/orders/rotate?role=root", "").status())
        .as("one in the place of three")
        .isEqualTo(422);

    long epoch = keys.root().stateEpoch();
    Envelope director = propose("{\"role\":\"director\"}");
    assertThat(director.signatures()).isEmpty();
    assertThat(submit(director.signedBy(BOB).signedBy(BOB)).status())
        .as("one key counts once")
        .isEqualTo(422);
    assertThat(submit(director.signedBy(BOB).signedBy(Ed25519Signer.create())).status())
        .isEqualTo(422);
    assertThat(submit(director.signedBy(BOB).signedBy(ANN)).status()).isEqualTo(200);
    assertThat(keys.root().stateEpoch()).isEqualTo(epoch + 1);

    Envelope model = propose("{\"role\":\"model\",\"revoke\":true}");
    assertThat(submit(model.signedBy(CEM).signedBy(ANN)).status()).isEqualTo(200);
    assertThat(keys.modelKeys()).containsOnlyKeys(keys.modelSigner().keyId());
    assertThat(submit(propose("{}").signedBy(CEM).signedBy(BOB)).status()).isEqualTo(200);
  }

  @Test
  @Order(4)
  void aRootThatWouldSilenceTheHubIsRefused() {
    Ed25519Signer elsewhere = Ed25519Signer.create();
    Root root = keys.root();
    Envelope silent =
        root.replaced(OrderRole.DIRECTOR, elsewhere.publicKey(), root.expires()).envelope();
    Answer refused = submit(silent.signedBy(ANN).signedBy(BOB));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).contains("director", elsewhere.keyId(), "not in secrets/");

    Root far =
        new Root(
            root.hub(),
            root.version() + 1,
            Long.MAX_VALUE,
            root.expires(),
            root.keys(),
            root.roles());
    assertThat(submit(far.envelope().signedBy(ANN).signedBy(BOB)).body())
        .contains("root.stateEpoch", "allowed is");
    for (Instant expires : List.of(Instant.EPOCH, Instant.MAX)) {
      Root wrong =
          new Root(
              root.hub(),
              root.version() + 1,
              root.stateEpoch(),
              expires,
              root.keys(),
              root.roles());
      assertThat(submit(wrong.envelope().signedBy(ANN).signedBy(BOB)).body())
          .contains("root.expires");
      assertThat(keys.root()).isEqualTo(root);
    }
    assertThat(submit(root.envelope()).status()).isEqualTo(409);
    assertThat(http.post("admin", "/api/v1/keys/orders/roots", "{\"reason\":\"x\"}").status())
        .isEqualTo(400);
    assertThat(
            http.post("admin", "/api/v1/keys/orders/roots", "{\"reason\":\"x\",\"root\":{}}")
                .status())
        .isEqualTo(400);
    String deep = "{\"a\":".repeat(900) + "1" + "}".repeat(900);
    Answer nested =
        http.post(
            "admin", "/api/v1/keys/orders/roots", "{\"reason\":\"x\",\"root\":%s}".formatted(deep));
    assertThat(nested.status()).as(nested.body()).isEqualTo(400);
    assertThat(nested.body()).contains("nested deeper");
    assertThat(keys.root()).isEqualTo(root);
  }

  @Test
  @Order(5)
  void privateHalvesThatSignNothingDoNotStay() {
    Envelope lost = propose("{\"role\":\"release\"}");
    String orphan = Root.of(lost).role(OrderRole.RELEASE).keyIds().iterator().next();
    assertThat(files.read("order-" + orphan + ".key")).isPresent();
    String before = keys.modelSigner().keyId();
    Envelope model = propose("{\"role\":\"model\"}");
    assertThat(submit(model.signedBy(ANN).signedBy(BOB)).status()).isEqualTo(200);
    assertThat(keys.modelKeys()).as("devices believe both").containsKey(before).hasSize(2);
    assertThat(keys.modelSigner().keyId()).isNotEqualTo(before);
    assertThat(files.read("order-" + before + ".key")).as("it signs no more").isEmpty();
    assertThat(files.read("order-" + orphan + ".key")).as("its root never came").isEmpty();
    assertThat(submit(lost.signedBy(ANN).signedBy(BOB)).status()).isEqualTo(409);
  }

  /** A second one stands for the hub after its restart. */
  @Test
  @Order(6)
  void privateHalvesOfBeforeARestartDoNotStayEither() {
    Envelope lost = propose("{\"role\":\"release\"}");
    String orphan = Root.of(lost).role(OrderRole.RELEASE).keyIds().iterator().next();
    Envelope other = propose("{}").signedBy(ANN).signedBy(BOB);
    Root taken = new RootProposals(chain, keyFiles, clock).take(other.json(), "admin", "yearly");
    assertThat(taken.version()).isEqualTo(keys.root().version());
    assertThat(files.read("order-" + orphan + ".key")).isEmpty();
  }

  @Test
  @Order(7)
  void noMoreKeysForModelsAreBelievedThanByRotations() {
    while (keys.modelKeys().size() < 8) {
      Answer taken = submit(propose("{\"role\":\"model\"}").signedBy(ANN).signedBy(BOB));
      assertThat(taken.status()).as(taken.body()).isEqualTo(200);
    }
    Answer ninth = http.post("admin", "/api/v1/keys/orders/proposals", "{\"role\":\"model\"}");
    assertThat(ninth.status()).isEqualTo(409);
    assertThat(ninth.body()).contains("at most 8");
  }

  private static String rootOf(int threshold) {
    List<String> open = List.of(ANN.publicKey(), BOB.publicKey(), CEM.publicKey());
    return Json.canonical(Map.of("role", "root", "keys", open, "threshold", threshold));
  }

  private String refused(String proposal) {
    Answer answer = http.post("admin", "/api/v1/keys/orders/proposals", proposal);
    assertThat(Set.of(400, 422)).as(answer.body()).contains(answer.status());
    return answer.body();
  }

  private Envelope propose(String proposal) {
    Answer answer = http.post("admin", "/api/v1/keys/orders/proposals", proposal);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return Envelope.parse(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  private Answer submit(Envelope root) {
    return http.post(
        "admin",
        "/api/v1/keys/orders/roots",
        Json.canonical(
            Map.of(
                "root",
                Json.map(new String(root.json(), StandardCharsets.UTF_8)),
                "reason",
                "three people keep it")));
  }

  private static JsonNode role(JsonNode root, String name) {
    for (JsonNode one : root.path("roles")) {
      if (one.path("role").asText().equals(name)) {
        return one;
      }
    }
    throw new AssertionError(name);
  }
}
