package dev.ionosphere.api.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ionosphere.api.json.Json;
import io.micronaut.core.annotation.Introspected;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an export is: where it begins, and the hub's word for where it ends.
 *
 * @param first sequence of its first record
 * @param publicKey that checkpoints are signed with; whoever has it from elsewhere compares
 * @param end checkpoint of its last record
 * @param signature of the hub over {@link #statement}, base64: a part of an export is no export.
 *     Absent in those that were made before 0.4.0
 */
@Introspected
record ExportSeal(
    String ion,
    long first,
    String publicKey,
    Checkpoint end,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String signature) {

  ExportSeal {
    Objects.requireNonNull(ion, "ion");
    Objects.requireNonNull(publicKey, "publicKey");
    Objects.requireNonNull(end, "end");
  }

  /** What is signed: canonical JSON, and no checkpoint. */
  String statement() {
    return Json.canonical(
        Map.of("export", Map.of("ion", ion, "first", first, "end", end.statement())));
  }

  ExportSeal signed(String by) {
    return new ExportSeal(ion, first, publicKey, end, by);
  }

  boolean isSigned(String by) {
    return signature != null && CheckpointKey.isSigned(by, statement(), signature);
  }
}
