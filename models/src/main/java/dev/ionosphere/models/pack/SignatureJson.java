package dev.ionosphere.models.pack;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.ionosphere.data.row.Column;
import dev.ionosphere.models.format.JsonFields;
import dev.ionosphere.models.scoring.Categories;
import dev.ionosphere.models.scoring.Output;
import dev.ionosphere.models.scoring.PlanJson;
import dev.ionosphere.models.scoring.PlanSignature;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a model needs and says, in the manifest: up to format 1 the names of its columns. */
final class SignatureJson {

  private static final int NAMES_ONLY = 1;

  /** Name of the field in the manifest. */
  static String field(long format) {
    return format == NAMES_ONLY ? "schema" : "signature";
  }

  static void write(JsonGenerator json, Manifest manifest) throws IOException {
    json.writeObjectFieldStart(field(manifest.format()));
    if (manifest.format() == NAMES_ONLY) {
      ManifestJson.writeTexts(json, "features", manifest.features());
    } else {
      write(json, manifest.signature());
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, PlanSignature signature) throws IOException {
    json.writeArrayFieldStart("inputs");
    for (Column column : signature.inputs().columns()) {
      json.writeStartObject();
      json.writeStringField("name", column.name());
      json.writeStringField("type", column.type().wireName());
      json.writeBooleanField("nullable", column.nullable());
      @Nullable Categories categories = signature.inputs().categories().get(column.name());
      if (categories != null) {
        ManifestJson.writeTexts(json, "categories", categories.values());
        json.writeStringField("unseen", categories.unseen().wireName());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("outputs");
    for (PlanSignature.Said output : signature.outputs()) {
      json.writeStartObject();
      json.writeStringField("name", output.name());
      json.writeStringField("kind", output.kind().wireName());
      ManifestJson.writeTexts(json, "labels", output.labels());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static PlanSignature read(JsonFields manifest, long format) {
    JsonFields json = manifest.object(field(format));
    if (format == NAMES_ONLY) {
      return PlanSignature.ofNumbers(
          PlanJson.names(json.path("features"), json.only("features").texts("features")));
    }
    json.only("inputs", "outputs");
    return new PlanSignature(
        PlanJson.inputs(json, "inputs"),
        json.objects("outputs").stream().map(SignatureJson::said).toList());
  }

  private static PlanSignature.Said said(JsonFields json) {
    json.only("name", "kind", "labels");
    return new PlanSignature.Said(
        json.text("name"),
        Output.Kind.ofWireName(json.path("kind"), json.text("kind")),
        json.texts("labels"));
  }
}
