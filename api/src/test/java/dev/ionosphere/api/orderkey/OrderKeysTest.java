package dev.ionosphere.api.orderkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingHttp.Answer;
import dev.ionosphere.api.identity.SecretFiles;
import dev.ionosphere.models.order.Assignment;
import dev.ionosphere.models.order.Assignment.Version;
import dev.ionosphere.models.order.Envelope;
import dev.ionosphere.models.order.Order;
import dev.ionosphere.models.order.OrderCheck;
import dev.ionosphere.models.order.OrderCheck.Holder;
import dev.ionosphere.models.order.OrderRefusal;
import dev.ionosphere.models.order.OrderRole;
import dev.ionosphere.models.order.ReleaseStatement;
import dev.ionosphere.models.order.ReleaseStatement.Basis;
import dev.ionosphere.models.order.TrustedRoot;
import dev.ionosphere.models.pack.Digest;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
class OrderKeysTest {

  @Inject TestingHttp http;
  @Inject OrderKeys keys;
  @Inject SecretFiles files;
  @Inject RootRenewal renewal;

  @Test
  void aDeviceWalksEveryRotationAndAStolenDirectorEnds() throws Exception {
    TrustedRoot pinned = TrustedRoot.pinned(keys.roots().getFirst());
    Order before = order(Long.MAX_VALUE);
    Envelope held = followed(pinned, before, Optional.empty());
    long epoch = keys.root().stateEpoch();

    rotate("release");
    rotate("root");
    JsonNode root = rotate("director");
    assertThat(root.path("stateEpoch").asLong()).isEqualTo(epoch + 1);
    assertThat(root.path("version").asLong()).isEqualTo(keys.roots().size());

    // Off all the while, with the highest version there is: one order is enough.
    Order after = order(1);
    Envelope now = followed(pinned, after, Optional.of(held));
    assertThat(Assignment.of(now).version()).isEqualTo(new Version(epoch + 1, 1));

    TrustedRoot walked = pinned.walked(keys.roots());
    Order stolen = new Order(List.of(), List.of(), before.assignment());
    OrderRefusal refusal =
        catchThrowableOfType(OrderRefusal.class, () -> followed(walked, stolen, Optional.of(now)));
    assertThat(refusal.reason()).isEqualTo(OrderRefusal.Reason.UNSIGNED);
  }

  /** As when the hub is killed between a rotation and the end of the key before. */
  @Test
  void aPrivateHalfThatAKillLeftGoes() {
    String file =
        "order-%s.key".formatted(keys.root().role(OrderRole.RELEASE).keyIds().iterator().next());
    String secret = files.read(file).orElseThrow();
    rotate("release");
    files.write(file, secret);
    keys.readAgain();
    assertThat(keys.root().version()).isEqualTo(keys.roots().size());
    assertThat(files.read(file)).isEmpty();
  }

  @Test
  void aStatementIsSignedAgainByTheKeysOfToday() throws Exception {
    Envelope old =
        keys.released(
            new ReleaseStatement(
                keys.hub(),
                "i",
                "n",
                Digest.of(new byte[0]),
                Basis.DOCUMENT,
                List.of("document"),
                Instant.EPOCH));
    assertThat(keys.releasedByCurrentKeys(old)).isSameAs(old);
    rotate("release");
    Envelope again = keys.releasedByCurrentKeys(old);
    assertThat(again.digest()).isEqualTo(old.digest());
    assertThat(again.signatures()).isNotEqualTo(old.signatures());
  }

  @Test
  void theRootKeyMayLieElsewhereAndComesForARotation() {
    String file = "order-" + keys.root().role(OrderRole.ROOT).keyIds().iterator().next() + ".key";
    String secret = files.read(file).orElseThrow();
    files.delete(file);
    assertThat(isHere("root")).isFalse();
    Answer refused = http.post("admin", "/api/v1/keys/orders/rotate?role=release", "");
    assertThat(refused.status()).isEqualTo(409);
    files.write(file, secret);
    assertThat(isHere("root")).isTrue();
    files.delete(file);
    assertThat(isHere("root")).isFalse();
    files.write(file, secret);
    rotate("release");
  }

  @Test
  void aRootIsRenewedInTimeOrSomebodyIsTold() {
    Instant expires = keys.root().expires();
    long version = keys.root().version();
    renewal.renew(expires.minus(Duration.ofDays(130)));
    assertThat(keys.root().version()).as("it is not due").isEqualTo(version);

    String file = "order-" + keys.root().role(OrderRole.ROOT).keyIds().iterator().next() + ".key";
    String secret = files.read(file).orElseThrow();
    files.delete(file);
    renewal.renew(expires.minus(Duration.ofDays(110)));
    renewal.renew(expires.minus(Duration.ofDays(109)));
    assertThat(keys.root().version()).isEqualTo(version);
    assertThat(alerts())
        .singleElement()
        .extracting(alert -> alert.path("message").asText())
        .asString()
        .contains("root " + version, "kept elsewhere", "ion keys root propose");

    files.write(file, secret);
    renewal.renew(expires.minus(Duration.ofDays(108)));
    assertThat(keys.root().version()).isEqualTo(version + 1);
    assertThat(keys.root().expires()).isAfterOrEqualTo(expires);
    renewal.renew(expires.minus(Duration.ofDays(200)));
    assertThat(alerts()).isEmpty();
  }

  private List<JsonNode> alerts() {
    return StreamSupport.stream(
            http.get("viewer", "/api/v1/alerts").json().path("items").spliterator(), false)
        .filter(alert -> alert.path("kind").asText().equals("root-expires"))
        .toList();
  }

  private boolean isHere(String role) {
    for (JsonNode one : http.get("admin", "/api/v1/keys/orders").json().path("roles")) {
      if (one.path("role").asText().equals(role)) {
        return one.path("here").asBoolean();
      }
    }
    throw new AssertionError(role);
  }

  @Test
  void whoMayRotateAndWhat() {
    assertThat(http.get("viewer", "/api/v1/keys/orders").status()).isEqualTo(403);
    assertThat(http.post("operator", "/api/v1/keys/orders/rotate?role=root", "").status())
        .isEqualTo(403);
    Answer unknown = http.post("admin", "/api/v1/keys/orders/rotate?role=king", "");
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.body()).contains("root, release, director, model");
    assertThat(http.post("admin", "/api/v1/keys/orders/rotate?role=model", "").status())
        .isEqualTo(422);
    JsonNode root = http.get("admin", "/api/v1/keys/orders").json();
    assertThat(root.path("roles")).hasSize(4);
    assertThat(root.toString()).doesNotContain("PRIVATE").contains(keys.hub());
  }

  private JsonNode rotate(String role) {
    Answer answer = http.post("admin", "/api/v1/keys/orders/rotate?role=" + role, "");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private Order order(long version) {
    Instant now = Instant.now();
    Assignment assignment =
        new Assignment(
            keys.hub(),
            "d-1",
            1,
            new Version(keys.root().stateEpoch(), version),
            now,
            now.plusSeconds(60),
            List.of(),
            List.of());
    return new Order(keys.roots(), List.of(), keys.directed(assignment));
  }

  private static Envelope followed(TrustedRoot root, Order order, Optional<Envelope> held)
      throws OrderRefusal {
    Assignment unused =
        OrderCheck.check(order.json(), new Holder("d-1", 1, root, held), Instant.now())
            .assignment();
    return order.assignment();
  }
}
