package dev.ionosphere.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.models.order.Envelope;
import dev.ionosphere.models.order.OrderRole;
import dev.ionosphere.models.order.Root;
import dev.ionosphere.models.order.Root.RoleKeys;
import dev.ionosphere.models.signature.Ed25519Signer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Roots that are signed where their keys are. */
class RootKeysCommandTest {
  private static final Ed25519Signer KEY = Ed25519Signer.create();

  @TempDir Path directory;
  private final TestingHub hub = new TestingHub();
  private TestingTerminal terminal;
  private Path file;

  @BeforeEach
  void start() {
    terminal = new TestingTerminal(directory).withLocalHub(hub);
    file = directory.resolve("root.json");
  }

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void aRootIsProposedSignedByTwoAndSubmitted() throws Exception {
    Path ann = directory.resolve("ann.key");
    Path bob = directory.resolve("bob.key");
    assertThat(terminal.ion("keys", "root", "keygen", ann.toString())).isZero();
    assertThat(terminal.out()).contains("keep it offline", "ann.key.pub");
    assertThat(terminal.ion("keys", "root", "keygen", bob.toString())).isZero();
    hub.answersAnyBody(
        "POST /api/v1/keys/orders/proposals", 200, json(root().envelope().signedBy(KEY)));
    assertThat(
            terminal.ion(
                "keys",
                "root",
                "propose",
                file.toString(),
                "--role=root",
                "--key=" + ann + ".pub",
                "--key=" + bob + ".pub",
                "--threshold=2"))
        .isZero();
    assertThat(hub.lastAsked().body())
        .contains(
            "\"role\":\"root\"",
            "\"threshold\":2",
            Files.readString(Path.of(ann + ".pub")).strip());
    assertThat(terminal.out())
        .contains("Root 2 of hub h", "epoch 1", "director 1 of", "Signed by " + KEY.keyId());

    for (Path key : new Path[] {ann, bob}) {
      TestingTerminal offline = new TestingTerminal(directory);
      assertThat(offline.ion("keys", "root", "sign", file.toString(), "--key=" + key)).isZero();
      assertThat(offline.out()).contains("Root 2 of hub h");
    }
    assertThat(Envelope.parse(Files.readAllBytes(file)).signatures()).hasSize(3);
    assertThat(terminal.ion("keys", "root", "sign", file.toString(), "--key=" + ann)).isEqualTo(1);
    assertThat(terminal.err()).contains("has signed", "already");

    hub.answersAnyBody(
        "POST /api/v1/keys/orders/roots", 200, "{\"hub\":\"h\",\"version\":2,\"roles\":[]}");
    assertThat(terminal.ion("keys", "root", "submit", file.toString(), "--reason", "three people"))
        .isZero();
    assertThat(hub.lastAsked().body()).contains("three people", "signatures");
    assertThat(terminal.out()).contains("Root 2 of hub h");
  }

  @Test
  void whatIsNoRootOrNoKeyIsRefusedByName() throws Exception {
    Files.writeString(file, "{}");
    assertThat(terminal.ion("keys", "root", "show", file.toString())).isEqualTo(2);
    assertThat(terminal.err()).contains("root.json", "no proposed root");
    assertThat(terminal.ion("keys", "root", "propose", file.toString())).isEqualTo(2);
    assertThat(terminal.err()).contains("there already");
    Files.write(file, root().envelope().json());
    Path key = Files.writeString(directory.resolve("a.key"), "not a key");
    assertThat(terminal.ion("keys", "root", "sign", file.toString(), "--key=" + key)).isEqualTo(2);
    assertThat(terminal.err()).contains("a.key.pub", "cannot be read").doesNotContain("not a key");
    Files.writeString(directory.resolve("a.key.pub"), "neither");
    assertThat(terminal.ion("keys", "root", "sign", file.toString(), "--key=" + key)).isEqualTo(2);
    assertThat(terminal.err()).contains("a.key").doesNotContain("neither");
    assertThat(terminal.ion("keys", "root", "show", file.toString())).isZero();
    assertThat(terminal.out()).contains("Signed by nobody");
  }

  /** {@code --key ann.key} in place of {@code ann.key.pub}: it would be on the hub for good. */
  @Test
  void aPrivateHalfIsNotSentToTheHub() {
    Path ann = directory.resolve("ann.key");
    assertThat(terminal.ion("keys", "root", "keygen", ann.toString())).isZero();
    hub.answersAnyBody("POST /api/v1/keys/orders/proposals", 422, "{}");
    assertThat(
            terminal.ion("keys", "root", "propose", file.toString(), "--role=root", "--key=" + ann))
        .isEqualTo(2);
    assertThat(terminal.err()).contains("ann.key", "not sent");
    assertThat(hub.asked()).isEmpty();
  }

  /** {@code --key ann.key.pub} in place of {@code ann.key}. */
  @Test
  void aPublicHalfSignsNothingAndIsCalledThat() throws Exception {
    Files.write(file, root().envelope().json());
    Path ann = directory.resolve("ann.key");
    assertThat(terminal.ion("keys", "root", "keygen", ann.toString())).isZero();
    String open = ann + ".pub";
    assertThat(terminal.ion("keys", "root", "sign", file.toString(), "--key=" + open)).isEqualTo(2);
    assertThat(terminal.err()).contains(open + "' is a public half", "the private half signs");
  }

  /** Who keeps a key finds it in what is shown, and what is missing is said. */
  @Test
  void whoHasSignedAndHowManyOfItsKeysMustIsSaid() throws Exception {
    Files.write(file, root().envelope().json());
    Path eve = directory.resolve("eve.key");
    assertThat(terminal.ion("keys", "root", "keygen", eve.toString())).isZero();
    String id = Ed25519Signer.keyId(Files.readString(Path.of(eve + ".pub")).strip());
    assertThat(terminal.out()).contains("key " + id);
    assertThat(terminal.ion("keys", "root", "sign", file.toString(), "--key=" + eve)).isZero();
    assertThat(terminal.out())
        .contains(
            "Of its own root keys 0 have signed, 1 must",
            id + " is none of these: it counts only if it is a root key of root 1");
    Files.write(file, root().envelope().signedBy(KEY).json());
    assertThat(terminal.ion("keys", "root", "show", file.toString())).isZero();
    assertThat(terminal.out()).contains("Of its own root keys 1 has signed, 1 must\n");
  }

  /** Whoever has the file can write the name of any key into it. */
  @Test
  void aSignatureThatOnlyNamesAKeyIsNotCountedAndKeepsThatKeyFromNothing() throws Exception {
    String signed = json(root().envelope().signedBy(KEY));
    String forged = signed.replaceFirst("\"sig\":\"[^\"]+", "\"sig\":\"AAAA");
    assertThat(forged).isNotEqualTo(signed);
    Files.writeString(file, forged);
    assertThat(terminal.ion("keys", "root", "show", file.toString())).isZero();
    assertThat(terminal.out())
        .contains(
            "Signed by nobody",
            "Of its own root keys 0 have signed, 1 must",
            KEY.keyId() + " has not signed this");
    Path key = Files.writeString(directory.resolve("key"), KEY.privateKey());
    Files.writeString(directory.resolve("key.pub"), KEY.publicKey());
    assertThat(terminal.ion("keys", "root", "sign", file.toString(), "--key=" + key)).isZero();
    assertThat(terminal.out()).contains("Of its own root keys 1 has signed, 1 must");

    Files.write(file, root().envelope().signedBy(KEY).signedBy(KEY).json());
    assertThat(terminal.ion("keys", "root", "show", file.toString())).isZero();
    assertThat(terminal.out()).as("once").contains("Signed by " + KEY.keyId() + "\n");
  }

  @Test
  void aSignatureThatNobodyWouldReadIsNotAdded() throws Exception {
    Envelope full = root().envelope();
    for (int i = 0; i < Envelope.MAXIMUM_SIGNATURES; i++) {
      full = full.signedBy(Ed25519Signer.create());
    }
    Files.write(file, full.json());
    Path ann = directory.resolve("ann.key");
    assertThat(terminal.ion("keys", "root", "keygen", ann.toString())).isZero();
    assertThat(terminal.ion("keys", "root", "sign", file.toString(), "--key=" + ann)).isEqualTo(1);
    assertThat(terminal.err()).contains("root.json", "16 signatures");
    assertThat(terminal.ion("keys", "root", "show", file.toString())).as("unharmed").isZero();
  }

  /** The file comes from somebody else, and what it shows is all that who signs has. */
  @Test
  void whatTheFileSaysOfItsSignaturesWritesNothingElseOnTheTerminal() throws Exception {
    String json = json(root().envelope().signedBy(KEY));
    String forged =
        json.replace(
            "\"keyid\":\"" + KEY.keyId(), "\"keyid\":\"\\u001b[2A\\n  root     2 of ann, bob");
    assertThat(forged).isNotEqualTo(json);
    Files.writeString(file, forged);
    assertThat(terminal.ion("keys", "root", "show", file.toString())).isZero();
    assertThat(terminal.out()).doesNotContain("\u001b", "\n  root     2 of ann");
  }

  private static Root root() {
    Map<OrderRole, RoleKeys> roles = new EnumMap<>(OrderRole.class);
    for (OrderRole role : OrderRole.values()) {
      roles.put(role, RoleKeys.one(KEY.keyId()));
    }
    return new Root(
        "h",
        2,
        1,
        Instant.parse("2027-11-29T10:00:00Z"),
        Map.of(KEY.keyId(), KEY.publicKey()),
        roles);
  }

  private static String json(Envelope envelope) {
    return new String(envelope.json(), StandardCharsets.UTF_8);
  }
}
