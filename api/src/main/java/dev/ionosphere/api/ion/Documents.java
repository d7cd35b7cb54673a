package dev.ionosphere.api.ion;

import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.spec.component.ComponentCatalogue;
import dev.ionosphere.spec.format.Finding;
import dev.ionosphere.spec.ion.Ion;
import dev.ionosphere.spec.reader.IonReader;
import dev.ionosphere.spec.reader.ReadResult;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** ION documents: read, or refused with everything that is wrong with them. */
public final class Documents {

  /**
   * A valid document.
   *
   * @param digest of the canonical JSON; the same for the same ION however it is written
   */
  public record Document(Ion ion, String json, String digest, List<Map<String, Object>> warnings) {}

  static Document read(List<byte[]> sources, ComponentCatalogue components) {
    return switch (IonReader.readBytes(sources, components)) {
      case ReadResult.Valid valid ->
          new Document(
              valid.ion(),
              valid.canonicalJson(),
              digest(valid.canonicalJson()),
              valid.warnings().stream().map(Documents::finding).toList());
      case ReadResult.Invalid invalid -> throw refusal(invalid.findings());
    };
  }

  /** Refuses a document for its findings, if there are any. */
  static void refuse(List<Finding> errors) {
    if (!errors.isEmpty()) {
      throw refusal(errors);
    }
  }

  /** With all that is wrong. */
  public static HubException refusal(List<Finding> findings) {
    return new HubException(
        ErrorCode.INVALID,
        findings.size() == 1
            ? findings.getFirst().text()
            : findings.size() + " findings, the first: " + findings.getFirst().text(),
        findings.stream().map(Documents::finding).toList());
  }

  /** The ION of a document that was valid when it was stored. */
  public static Ion stored(String canonicalJson) {
    return switch (IonReader.read(canonicalJson)) {
      case ReadResult.Valid valid -> valid.ion();
      case ReadResult.Invalid invalid ->
          throw new IllegalStateException(
              "a stored document is not valid: " + invalid.findings().getFirst().text());
    };
  }

  static String digest(String json) {
    return Digest.of(json.getBytes(StandardCharsets.UTF_8)).value();
  }

  static Map<String, Object> finding(Finding finding) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("severity", finding.severity().name().toLowerCase(java.util.Locale.ROOT));
    fields.put("file", finding.file());
    fields.put("line", finding.line());
    fields.put("column", finding.column());
    fields.put("path", finding.path());
    fields.put("message", finding.message());
    finding.got().ifPresent(got -> fields.put("got", got));
    finding.allowed().ifPresent(allowed -> fields.put("allowed", allowed));
    finding.nearest().ifPresent(nearest -> fields.put("nearest", nearest));
    return fields;
  }

  private Documents() {}
}
