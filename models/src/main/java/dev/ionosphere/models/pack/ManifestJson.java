package dev.ionosphere.models.pack;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.ionosphere.models.format.JsonFields;
import dev.ionosphere.models.format.ModelFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The manifest's JSON: fields in a fixed order, no white space, so that bytes repeat. */
final class ManifestJson {

  private ManifestJson() {}

  static byte[] write(Manifest manifest) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("format", manifest.format());
      json.writeStringField("name", manifest.name());
      json.writeStringField("created", manifest.created().toString());
      json.writeStringField("engine", manifest.engine());
      json.writeArrayFieldStart("parts");
      for (Manifest.Part part : manifest.parts()) {
        json.writeStartObject();
        json.writeStringField("role", part.role().wireName());
        json.writeStringField("digest", part.digest().value());
        json.writeNumberField("bytes", part.bytes());
        json.writeEndObject();
      }
      json.writeEndArray();
      SignatureJson.write(json, manifest);
      writeLineage(json, manifest.lineage());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  private static void writeLineage(JsonGenerator json, Lineage lineage) throws IOException {
    json.writeObjectFieldStart("lineage");
    json.writeStringField("ion", lineage.ion());
    json.writeStringField("node", lineage.node());
    json.writeStringField("run", lineage.run());
    if (lineage.data().isPresent()) {
      json.writeStringField("data", lineage.data().get().value());
    }
    json.writeStringField("component", lineage.component());
    if (lineage.program().isPresent()) {
      json.writeStringField("program", lineage.program().get().value());
    }
    json.writeObjectFieldStart("arguments");
    for (Map.Entry<String, String> argument : lineage.arguments().entrySet()) {
      json.writeStringField(argument.getKey(), argument.getValue());
    }
    json.writeEndObject();
    writeTexts(json, "parents", lineage.parents().stream().map(Digest::value).toList());
    json.writeEndObject();
  }

  static void writeTexts(JsonGenerator json, String name, List<String> texts) throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  static Manifest read(byte[] bytes) {
    JsonFields json = JsonFields.parse("manifest", bytes, Manifest.MAXIMUM_BYTES);
    // First of all: a later format may have other fields.
    long format = json.whole("format");
    if (Manifest.FORMATS.stream().noneMatch(known -> known == format)) {
      throw new ModelFormatException(json.path("format"), format, "one of " + Manifest.FORMATS);
    }
    json.only(
        "format", "name", "created", "engine", "parts", SignatureJson.field(format), "lineage");
    return new Manifest(
        (int) format,
        json.text("name"),
        json.instant("created"),
        json.objects("parts").stream().map(ManifestJson::part).toList(),
        SignatureJson.read(json, format),
        lineage(json.object("lineage")),
        json.text("engine"));
  }

  private static Manifest.Part part(JsonFields json) {
    json.only("role", "digest", "bytes");
    return new Manifest.Part(
        Role.ofWireName(json.path("role"), json.text("role")),
        new Digest(json.text("digest")),
        json.whole("bytes"));
  }

  private static Lineage lineage(JsonFields json) {
    json.only("ion", "node", "run", "data", "component", "program", "arguments", "parents");
    JsonFields given = json.object("arguments");
    Map<String, String> arguments = new TreeMap<>();
    for (String name : given.names()) {
      arguments.put(name, given.text(name));
    }
    return new Lineage(
        json.text("ion"),
        json.text("node"),
        json.text("run"),
        digest(json, "data"),
        json.text("component"),
        digest(json, "program"),
        arguments,
        json.texts("parents").stream().map(Digest::new).toList());
  }

  private static Optional<Digest> digest(JsonFields json, String name) {
    return json.has(name) ? Optional.of(new Digest(json.text(name))) : Optional.empty();
  }
}
