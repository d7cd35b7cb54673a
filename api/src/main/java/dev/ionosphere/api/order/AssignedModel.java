package dev.ionosphere.api.order;

import dev.ionosphere.api.json.Json;
import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.format.FormatFields;
import dev.ionosphere.data.source.SourceFields;
import dev.ionosphere.data.source.SourceSpec;
import dev.ionosphere.models.order.AssignedNode.Settings;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a device is to run for one inference node.
 *
 * @param id {@code <device>:<ion>:<node>}
 * @param model digest
 * @param file path of the file that is followed, or the name of another source
 * @param format as a document states it, in JSON; null: as usual
 * @param source as a document states it, in JSON; null: the file
 * @param bucketSeconds that rows are counted together in; null: as the device was told
 */
@MappedEntity("assigned_node")
record AssignedModel(
    @Id String id,
    String device,
    String ion,
    String node,
    long generation,
    String model,
    long everyMillis,
    String file,
    int batch,
    @Nullable String format,
    @Nullable String source,
    @Nullable Long bucketSeconds,
    Instant assignedAt) {

  static AssignedModel of(
      String device,
      String ion,
      String node,
      long generation,
      String model,
      Settings settings,
      Instant at) {
    return new AssignedModel(
        id(device, ion, node),
        device,
        ion,
        node,
        generation,
        model,
        settings.every().toMillis(),
        settings.source().name(),
        settings.batch(),
        json(FormatFields.of(settings.format())),
        settings.source() instanceof SourceSpec.File
            ? null
            : json(SourceFields.of(settings.source())),
        settings.bucket().map(Duration::toSeconds).orElse(null),
        at);
  }

  static String id(String device, String ion, String node) {
    return device + ":" + ion + ":" + node;
  }

  Settings settings() {
    return new Settings(
        Duration.ofMillis(everyMillis),
        source == null ? new SourceSpec.File(file) : SourceFields.of(fields(source)),
        batch,
        format == null ? Format.DEFAULT : FormatFields.of(fields(format)),
        Optional.ofNullable(bucketSeconds).map(Duration::ofSeconds));
  }

  private static @Nullable String json(Map<String, Object> fields) {
    return fields.isEmpty() ? null : Json.canonical(fields);
  }

  private static Map<String, Object> fields(String json) {
    return Json.map(json);
  }
}
