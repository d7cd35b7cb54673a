package dev.ionosphere.models.order;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ionosphere.models.format.JsonFields;
import dev.ionosphere.models.format.JsonText;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.format.ShortText;
import dev.ionosphere.models.pack.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * The hub's word that a model may run at a node, and on what ground.
 *
 * @param model digest of its manifest
 * @param basis what let it through
 * @param evidence what the basis is made of: approvals with their subjects and who decided, or the
 *     digest of the document and who applied it
 */
public record ReleaseStatement(
    String hub,
    String ion,
    String node,
    Digest model,
    Basis basis,
    List<String> evidence,
    Instant issued) {

  private static final long FORMAT = 1;
  private static final int MAXIMUM_EVIDENCE = 100;

  /** What lets a model through. */
  public enum Basis {
    /** People approved it. */
    APPROVALS,
    /** The document asks nobody on its way. */
    DOCUMENT,
    /** It was released before statements were signed. */
    EARLIER;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Basis of(String path, String text) {
      for (Basis basis : values()) {
        if (basis.text().equals(text)) {
          return basis;
        }
      }
      throw new ModelFormatException(path, text, "approvals, document, earlier");
    }
  }

  /**
   * @throws ModelFormatException if a name is empty or too long
   */
  public ReleaseStatement {
    Object unusedHub = ShortText.checked("release.hub", hub);
    Object unusedIon = ShortText.checked("release.ion", ion);
    Object unusedNode = ShortText.checked("release.node", node);
    evidence = List.copyOf(evidence);
    if (evidence.size() > MAXIMUM_EVIDENCE) {
      throw new ModelFormatException(
          "release.evidence", evidence.size(), "at most " + MAXIMUM_EVIDENCE);
    }
    for (String one : evidence) {
      Object unused = ShortText.checked("release.evidence", one);
    }
  }

  /** To be signed by release keys. */
  public Envelope envelope() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format", FORMAT).put("hub", hub).put("ion", ion).put("node", node);
    json.put("model", model.value()).put("basis", basis.text());
    evidence.forEach(json.putArray("evidence")::add);
    json.put("issued", issued.toString());
    return Envelope.of(Envelope.Type.RELEASE, JsonText.bytes(json));
  }

  /**
   * What an envelope says; whether it is signed is not looked at.
   *
   * @throws ModelFormatException if it is no release statement
   */
  public static ReleaseStatement of(Envelope envelope) {
    JsonFields json =
        JsonFields.parse(
            "release", envelope.payload(Envelope.Type.RELEASE), Envelope.MAXIMUM_PAYLOAD);
    Root.format(json, FORMAT);
    json.only("format", "hub", "ion", "node", "model", "basis", "evidence", "issued");
    return new ReleaseStatement(
        json.text("hub"),
        json.text("ion"),
        json.text("node"),
        new Digest(json.text("model")),
        Basis.of(json.path("basis"), json.text("basis")),
        json.texts("evidence"),
        json.instant("issued"));
  }
}
