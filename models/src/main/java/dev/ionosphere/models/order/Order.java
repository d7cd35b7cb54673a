package dev.ionosphere.models.order;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ionosphere.models.format.JsonFields;
import dev.ionosphere.models.format.JsonText;
import dev.ionosphere.models.format.ModelFormatException;
import java.util.List;

/**
 * What is sent to a device, whichever way it goes: its assignment, the release statements that it
 * stands on, and roots the device may not know. Signed piece by piece; nothing else is in it.
 *
 * @param roots oldest first
 */
public record Order(List<Envelope> roots, List<Envelope> releases, Envelope assignment) {

  /** The largest that is read. */
  public static final int MAXIMUM_BYTES = 1024 * 1024;

  public Order {
    roots = List.copyOf(roots);
    releases = List.copyOf(releases);
  }

  public byte[] json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    write(json.putArray("roots"), roots);
    write(json.putArray("releases"), releases);
    json.set("assignment", assignment.node());
    return JsonText.bytes(json);
  }

  private static void write(ArrayNode array, List<Envelope> envelopes) {
    envelopes.forEach(envelope -> array.add(envelope.node()));
  }

  /**
   * Reads an order. Nothing of it is believed yet.
   *
   * @throws ModelFormatException if the bytes are none
   */
  public static Order parse(byte[] json) {
    JsonFields fields = JsonFields.parse("order", json, MAXIMUM_BYTES);
    fields.only("roots", "releases", "assignment");
    return new Order(
        fields.objects("roots").stream().map(Envelope::of).toList(),
        fields.objects("releases").stream().map(Envelope::of).toList(),
        Envelope.of(fields.object("assignment")));
  }
}
