package dev.ionosphere.models.order;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ionosphere.models.format.JsonFields;
import dev.ionosphere.models.format.JsonText;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.format.ShortText;
import dev.ionosphere.models.pack.Digest;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything that one device is to run. What is not in it does not run there.
 *
 * @param incarnation of the device: one for each enrolment, 1 and up
 * @param epoch and version: a device follows the newer, never the older
 * @param expires from then on the device takes it for stale; it keeps scoring
 * @param nodes at most 64, in order, one of a name
 * @param revoked models that must not run any more, whatever was released
 */
public record Assignment(
    String hub,
    String device,
    long incarnation,
    Version version,
    Instant issued,
    Instant expires,
    List<AssignedNode> nodes,
    List<Digest> revoked) {

  /** Most nodes of one device. */
  public static final int MAXIMUM_NODES = 64;

  /** Of the JSON. */
  public static final long FORMAT = 1;

  /** Most digests of models that must not run. */
  public static final int MAXIMUM_REVOKED = 100;

  /**
   * @param epoch only a new root raises it
   * @param number counts up within the epoch
   */
  public record Version(long epoch, long number) implements Comparable<Version> {

    @Override
    public int compareTo(Version other) {
      return epoch != other.epoch
          ? Long.compare(epoch, other.epoch)
          : Long.compare(number, other.number);
    }

    @Override
    public String toString() {
      return epoch + "." + number;
    }
  }

  /**
   * @throws ModelFormatException if a name is empty or too long, a number below 1, or a node twice
   */
  public Assignment {
    nodes = List.copyOf(nodes);
    revoked = List.copyOf(revoked);
    Object unusedHub = ShortText.checked("assignment.hub", hub);
    Object unusedDevice = ShortText.checked("assignment.device", device);
    Root.positive("assignment.incarnation", incarnation);
    Root.positive("assignment.epoch", version.epoch());
    Root.positive("assignment.version", version.number());
    most("assignment.nodes", nodes.size(), MAXIMUM_NODES);
    most("assignment.revoked", revoked.size(), MAXIMUM_REVOKED);
    Set<String> names = new HashSet<>();
    for (AssignedNode node : nodes) {
      if (!names.add(node.ion() + "\n" + node.node())) {
        throw new ModelFormatException("assignment.nodes", node.name(), "each node once");
      }
    }
  }

  private static void most(String path, int size, int maximum) {
    if (size > maximum) {
      throw new ModelFormatException(path, size, "at most " + maximum);
    }
  }

  /** To be signed by director keys. */
  public Envelope envelope() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format", FORMAT).put("hub", hub).put("device", device);
    json.put("incarnation", incarnation);
    json.put("epoch", version.epoch()).put("version", version.number());
    json.put("issued", issued.toString()).put("expires", expires.toString());
    ArrayNode all = json.putArray("nodes");
    nodes.forEach(node -> node.write(all.addObject()));
    ArrayNode none = json.putArray("revoked");
    revoked.forEach(digest -> none.add(digest.value()));
    return Envelope.of(Envelope.Type.ASSIGNMENT, JsonText.bytes(json));
  }

  /**
   * What an envelope says; whether it is signed is not looked at.
   *
   * @throws ModelFormatException if it is no assignment
   */
  public static Assignment of(Envelope envelope) {
    JsonFields json =
        JsonFields.parse(
            "assignment", envelope.payload(Envelope.Type.ASSIGNMENT), Envelope.MAXIMUM_PAYLOAD);
    Root.format(json, FORMAT);
    json.only(
        "format",
        "hub",
        "device",
        "incarnation",
        "epoch",
        "version",
        "issued",
        "expires",
        "nodes",
        "revoked");
    return new Assignment(
        json.text("hub"),
        json.text("device"),
        json.whole("incarnation"),
        new Version(json.whole("epoch"), json.whole("version")),
        json.instant("issued"),
        json.instant("expires"),
        json.objects("nodes").stream().map(AssignedNode::of).toList(),
        json.texts("revoked").stream().map(Digest::new).toList());
  }

  /** The same but for when it was issued and expires, and its version: whether it says the same. */
  public boolean orders(Assignment other) {
    return hub.equals(other.hub)
        && device.equals(other.device)
        && incarnation == other.incarnation
        && nodes.equals(other.nodes)
        && revoked.equals(other.revoked);
  }
}
