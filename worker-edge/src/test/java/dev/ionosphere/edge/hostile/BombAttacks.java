package dev.ionosphere.edge.hostile;

import static dev.ionosphere.edge.hostile.Forgery.payload;
import static dev.ionosphere.edge.hostile.Forgery.signature;
import static dev.ionosphere.edge.hostile.Forgery.text;
import static dev.ionosphere.edge.hostile.OrderAttack.attack;

import dev.ionosphere.edge.testing.TestingDraft;
import dev.ionosphere.models.order.Envelope;
import dev.ionosphere.models.order.OrderRefusal.Reason;
import dev.ionosphere.models.signature.Ed25519Signer;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Orders that are to cost the device its memory or its time. */
final class BombAttacks {

  static Stream<Arguments> all() {
    return Stream.of(bombs()).flatMap(attacks -> attacks);
  }

  private static Stream<Arguments> bombs() {
    return Stream.of(
        attack(
            "nested a hundred thousand times",
            Reason.MALFORMED,
            "nesting depth",
            device -> ("{\"roots\":" + "[".repeat(100_000)).getBytes()),
        attack(
            "nested objects",
            Reason.MALFORMED,
            "nesting depth",
            device -> "{\"a\":".repeat(100_000).getBytes()),
        attack(
            "a number of a megabyte",
            Reason.MALFORMED,
            "value length",
            device -> ("{\"roots\":" + "1".repeat(1_000_000)).getBytes()),
        attack(
            "a number that is enormous written out",
            Reason.MALFORMED,
            "roots: got",
            device ->
                text(
                    device.good(),
                    all -> all.replaceFirst("\"roots\":\\[.*?]}]", "\"roots\":1e999999999"))),
        attack(
            "a string of a megabyte",
            Reason.MALFORMED,
            "String value length",
            device -> ("{\"roots\":\"" + "a".repeat(1_000_000)).getBytes()),
        attack(
            "a name of a megabyte",
            Reason.MALFORMED,
            "Name length",
            device -> ("{\"" + "a".repeat(1_000_000)).getBytes()),
        attack(
            "three hundred thousand roots",
            Reason.MALFORMED,
            "Token count",
            device -> ("{\"roots\":[" + "{},".repeat(300_000) + "{}]}").getBytes()),
        attack(
            "half a million numbers",
            Reason.MALFORMED,
            "Token count",
            device -> ("{\"roots\":[" + "0,".repeat(500_000) + "0]}").getBytes()),
        attack(
            "a megabyte of blanks",
            Reason.MALFORMED,
            "order: got",
            device -> " ".repeat(1 << 20).getBytes()),
        attack(
            "a payload of 49 KB",
            Reason.MALFORMED,
            "String value length",
            device -> {
              Envelope assignment = device.draft().assignment();
              String large = Base64.getEncoder().encodeToString(new byte[49 << 10]);
              return text(
                  device.draft().with(assignment), all -> all.replace(payload(assignment), large));
            }),
        attack(
            "a thousand signatures",
            Reason.MALFORMED,
            "signatures: got 1000",
            device -> {
              Envelope assignment = device.draft().assignment();
              Ed25519Signer stranger = Ed25519Signer.create();
              String one = signature(device.draft().with(assignment.signedBy(stranger)));
              String all = "{\"keyid\":\"%s\",\"sig\":\"%s\"}".formatted(stranger.keyId(), one);
              return text(
                  device.draft().with(assignment),
                  order ->
                      order.replaceAll(
                          "\"signatures\":\\[]",
                          "\"signatures\":[" + (all + ",").repeat(999) + all + "]"));
            }),
        attack(
            "hundreds of roots that are known, each with many keys",
            Reason.UNSIGNED,
            "0 good signatures of 0",
            device -> {
              TestingDraft draft = device.draft();
              Envelope many = device.manyKeys().envelope();
              for (int i = 0; i < 150; i++) {
                draft.roots.add(many);
              }
              return draft.with(draft.assignment());
            }),
        attack(
            "sixty-five nodes",
            Reason.MALFORMED,
            "nodes: got 65, allowed: at most 64",
            device -> {
              TestingDraft draft = device.draft();
              return device.directed(
                  draft,
                  json -> {
                    String node = json.substring(json.indexOf("[{") + 1, json.indexOf("}]") + 1);
                    StringBuilder more = new StringBuilder();
                    for (int i = 0; i < 64; i++) {
                      more.append(node.replace("\"node\":\"detect\"", "\"node\":\"n" + i + "\""))
                          .append(',');
                    }
                    return json.replace("[{", "[" + more + "{");
                  });
            }),
        attack(
            "a node twice",
            Reason.MALFORMED,
            "each node once",
            device ->
                device.directed(
                    device.draft(),
                    json -> {
                      String node = json.substring(json.indexOf("[{") + 1, json.indexOf("}]") + 1);
                      return json.replace("[{", "[" + node + ",{");
                    })),
        attack(
            "nested within what is signed",
            Reason.MALFORMED,
            "nesting depth",
            device -> device.text("\"revoked\":[", "\"revoked\":[" + "[".repeat(10_000))));
  }

  private BombAttacks() {}
}
