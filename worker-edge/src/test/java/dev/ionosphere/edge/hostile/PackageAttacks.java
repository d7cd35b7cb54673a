package dev.ionosphere.edge.hostile;

import static dev.ionosphere.edge.hostile.Forgery.cut;
import static dev.ionosphere.edge.hostile.Forgery.text;
import static dev.ionosphere.edge.hostile.Forgery.zipped;

import dev.ionosphere.edge.testing.TestingModel;
import dev.ionosphere.models.order.OrderRole;
import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.models.pack.ModelSigner;
import dev.ionosphere.models.pack.Role;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Packages that are not what the order, their manifest or their key says. */
final class PackageAttacks {

  /** Makes a package, or changes what the hub has of one. */
  @FunctionalInterface
  interface Package {
    ModelRef by(AttackedDevice device) throws Exception;
  }

  private static Arguments attack(String name, String said, Package attack) {
    return Arguments.of(name, said, attack);
  }

  static Stream<Arguments> all() {
    return Stream.of(
        attack(
            "signed by a stranger",
            "signature of sha256",
            device ->
                device
                    .publish(TestingModel.signedBy(ModelSigner.create(), device.name()))
                    .reference()),
        attack(
            "signed by the director",
            "expected one of",
            device ->
                device
                    .publish(
                        TestingModel.signedBy(
                            ModelSigner.of(device.key(OrderRole.DIRECTOR)), device.name()))
                    .reference()),
        attack(
            "the signature of another model",
            "does not fit",
            device -> {
              ModelRef model = device.model().reference();
              return new ModelRef(
                  model.digest(),
                  device.model().reference().signature(),
                  model.keyId(),
                  model.bytes());
            }),
        attack(
            "half a signature",
            "does not fit",
            device -> {
              ModelRef model = device.model().reference();
              return new ModelRef(
                  model.digest(), model.signature().substring(0, 40), model.keyId(), model.bytes());
            }),
        attack(
            "no signature",
            "does not fit",
            device -> {
              ModelRef model = device.model().reference();
              return new ModelRef(model.digest(), "", model.keyId(), model.bytes());
            }),
        attack(
            "signed by a key that was revoked",
            "expected one of",
            device -> {
              ModelSigner revoked = device.models();
              TestingModel model = TestingModel.signedBy(revoked, device.name());
              device.hub.orders.trust(ModelSigner.of(device.rotated()), true);
              return device.publish(model).reference();
            }),
        attack(
            "the manifest of another",
            "manifest: got digest",
            device -> {
              TestingModel model = device.model();
              TestingModel other = device.model();
              device.hub.blobs.put(
                  AttackedDevice.hex(model),
                  Arrays.copyOf(other.blobs().get(AttackedDevice.hex(other)), 100));
              return model.reference();
            }),
        attack(
            "no manifest",
            "manifest: the hub does not have",
            device -> {
              TestingModel model = device.model();
              device.hub.blobs.remove(AttackedDevice.hex(model));
              return model.reference();
            }),
        attack(
            "half a manifest",
            "manifest: got digest",
            device -> {
              TestingModel model = device.model();
              device.hub.blobs.put(
                  AttackedDevice.hex(model), cut(model.blobs().get(AttackedDevice.hex(model)), 2));
              return model.reference();
            }),
        attack(
            "a manifest longer than the package",
            "manifest: got more than the",
            device -> {
              TestingModel model = device.model();
              device.hub.blobs.put(AttackedDevice.hex(model), new byte[4 << 20]);
              return model.reference();
            }),
        attack(
            "no manifest, but signed",
            "manifest: ",
            device -> device.manifest(json -> "[]".getBytes())),
        attack(
            "a manifest that is nested",
            "nesting depth",
            device -> device.manifest(json -> ("{\"format\":" + "[".repeat(100_000)).getBytes())),
        attack(
            "a manifest of a million things",
            "Token count",
            device ->
                device.manifest(json ->
                    ("{\"format\":1,\"parts\":[" + "{},".repeat(300_000) + "{}]}").getBytes())),
        attack(
            "a manifest of a later form",
            "format: got 3",
            device ->
                device.manifest(
                    json -> text(json, all -> all.replace("\"format\":2", "\"format\":3")))),
        attack(
            "a part of exabytes",
            "part plan: got 4611686018427387904 bytes",
            device ->
                device.manifest(json ->
                    text(
                        json,
                        all -> all.replaceFirst("\"bytes\":\\d+", "\"bytes\":" + (1L << 62))))),
        attack(
            "a part twice",
            "role plan twice",
            device ->
                device.manifest(json ->
                    text(
                        json,
                        all ->
                            all.replaceFirst("\"role\":\"golden[a-z-]*\"", "\"role\":\"plan\"")))),
        attack(
            "more than the device has, as the order says",
            "size: the package",
            device -> {
              ModelRef model = device.model().reference();
              return new ModelRef(model.digest(), model.signature(), model.keyId(), Long.MAX_VALUE);
            }),
        attack(
            "more than the order says",
            "expected no more than are left of the",
            device -> {
              ModelRef model = device.model().reference();
              return new ModelRef(
                  model.digest(), model.signature(), model.keyId(), model.bytes() - 1);
            }),
        attack(
            "one bit of the plan",
            "part plan: got digest",
            device ->
                device.part(
                    Role.PLAN,
                    part -> {
                      part[part.length / 2] ^= 1;
                      return part;
                    })),
        attack(
            "half of the golden rows",
            "part golden",
            device -> device.part(Role.GOLDEN, part -> cut(part, 2))),
        attack(
            "no baseline",
            "the hub does not have",
            device -> {
              TestingModel model = device.model();
              device.hub.blobs.remove(model.part(Role.BASELINE).digest().hex());
              return model.reference();
            }),
        attack(
            "a plan longer than it says",
            "part plan: got more than",
            device -> device.part(Role.PLAN, part -> Arrays.copyOf(part, 32 << 20))),
        attack(
            "a plan that is none, but signed",
            "scoring plan",
            device -> device.signedPart(Role.PLAN, new byte[1_000])),
        attack(
            "a baseline that is nested, but signed",
            "nesting depth",
            device ->
                device.signedPart(
                    Role.BASELINE, ("{\"features\":" + "[".repeat(100_000)).getBytes())),
        attack(
            "golden rows that are nested, but signed",
            "nesting depth",
            device ->
                device.signedPart(
                    Role.GOLDEN, ("{\"features\":" + "[".repeat(100_000)).getBytes())),
        attack(
            "a packed baseline, but signed",
            "baseline",
            device -> device.signedPart(Role.BASELINE, zipped(new byte[1 << 20]))),
        attack(
            "golden rows of fewer columns",
            "column shake",
            device ->
                device.signedPart(
                    Role.GOLDEN,
                    "{\"columns\":[\"heat\"],\"rows\":[[1]],\"outputs\":[{\"name\":\"cluster\",\"labels\":[\"0\"]},{\"name\":\"distance\",\"values\":[1]}]}"
                        .getBytes())),
        attack(
            "golden rows without columns",
            "column heat",
            device ->
                device.signedPart(
                    Role.GOLDEN,
                    "{\"columns\":[],\"rows\":[[]],\"outputs\":[{\"name\":\"cluster\",\"labels\":[\"0\"]},{\"name\":\"distance\",\"values\":[1]}]}"
                        .getBytes())),
        attack(
            "golden rows that expect nothing",
            "each output of the plan",
            device ->
                device.signedPart(
                    Role.GOLDEN,
                    "{\"columns\":[\"heat\",\"shake\"],\"rows\":[[1,1]],\"outputs\":[]}"
                        .getBytes())),
        attack(
            "golden rows that are none",
            "0 rows",
            device ->
                device.signedPart(
                    Role.GOLDEN,
                    "{\"columns\":[\"heat\",\"shake\"],\"rows\":[],\"outputs\":[]}".getBytes())),
        attack(
            "golden rows that expect a label that there is none of",
            "golden row 0",
            device ->
                device.signedPart(
                    Role.GOLDEN,
                    "{\"columns\":[\"heat\",\"shake\"],\"rows\":[[1,1]],\"outputs\":[{\"name\":\"cluster\",\"labels\":[\"no such\"]},{\"name\":\"distance\",\"values\":[0]}]}"
                        .getBytes())),
        attack(
            "golden rows without numbers",
            "golden row 0",
            device ->
                device.signedPart(
                    Role.GOLDEN,
                    "{\"columns\":[\"heat\",\"shake\"],\"rows\":[[\"NaN\",\"Infinity\"]],\"outputs\":[{\"name\":\"cluster\",\"labels\":[\"0\"]},{\"name\":\"distance\",\"values\":[0]}]}"
                        .getBytes())),
        attack(
            "golden rows of other widths",
            "numbers",
            device ->
                device.signedPart(
                    Role.GOLDEN,
                    "{\"columns\":[\"heat\",\"shake\"],\"rows\":[[1,1,1]],\"outputs\":[{\"name\":\"cluster\",\"labels\":[\"0\"]},{\"name\":\"distance\",\"values\":[1]}]}"
                        .getBytes())),
        attack(
            "golden rows that are numbers beyond all",
            "golden row 0",
            device ->
                device.signedPart(
                    Role.GOLDEN,
                    "{\"columns\":[\"heat\",\"shake\"],\"rows\":[[1e400,1]],\"outputs\":[{\"name\":\"cluster\",\"labels\":[\"0\"]},{\"name\":\"distance\",\"values\":[1]}]}"
                        .getBytes())),
        attack(
            "a baseline of counts beyond all",
            "counts",
            device ->
                device.signedPart(
                    Role.BASELINE,
                    "{\"features\":[{\"name\":\"heat\",\"kind\":\"continuous\",\"edges\":[1],\"counts\":[9223372036854775807,9]}]}"
                        .getBytes())),
        attack(
            "a baseline of counts below nothing",
            "counts",
            device ->
                device.signedPart(
                    Role.BASELINE,
                    "{\"features\":[{\"name\":\"heat\",\"kind\":\"continuous\",\"edges\":[1],\"counts\":[-1,9]}]}"
                        .getBytes())),
        attack(
            "a baseline whose edges fall",
            "rising",
            device ->
                device.signedPart(
                    Role.BASELINE,
                    "{\"features\":[{\"name\":\"heat\",\"kind\":\"continuous\",\"edges\":[2,1],\"counts\":[1,9,1]}]}"
                        .getBytes())),
        attack(
            "a baseline of a feature twice",
            "a name twice",
            device ->
                device.signedPart(
                    Role.BASELINE,
                    "{\"features\":[{\"name\":\"heat\",\"kind\":\"continuous\",\"edges\":[1],\"counts\":[1,9]},{\"name\":\"heat\",\"kind\":\"continuous\",\"edges\":[1],\"counts\":[1,9]}]}"
                        .getBytes())),
        attack(
            "a baseline without the model's features",
            "no histogram of feature 'heat'",
            device -> device.signedPart(Role.BASELINE, "{\"features\":[]}".getBytes())),
        attack(
            "it computes something else",
            "golden row 2",
            device ->
                device.publish(TestingModel.withWrongGoldenRows(device.models())).reference()),
        attack(
            "it wants other columns",
            "schema",
            device -> device.publish(TestingModel.withOtherColumns(device.models())).reference()));
  }

  private PackageAttacks() {}
}
