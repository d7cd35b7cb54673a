package dev.ionosphere.api.order;

import dev.ionosphere.api.device.Device;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.api.model.RegisteredModels;
import dev.ionosphere.models.device.ReadableFormats;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Whether a device can read a model, so that it is not sent one that it cannot. */
@Singleton
final class ReadableModels {

  private static final long FIRST_FORMAT = 1;
  private static final List<String> AT_FIRST = List.of(ReadableFormats.ofPackage(FIRST_FORMAT));

  private final RegisteredModels models;

  ReadableModels(RegisteredModels models) {
    this.models = models;
  }

  /** Why it cannot. One that has not said what it reads, reads what there was at first. */
  Optional<String> obstacle(Device device, String model) {
    List<String> reads = device.formats().isEmpty() ? AT_FIRST : device.formats();
    String needed = needed(model);
    return reads.contains(needed)
        ? Optional.empty()
        : Optional.of(
            "its agent %s reads %s, the model is %s; update the agent"
                .formatted(device.agentVersion(), String.join(", ", reads), needed));
  }

  private String needed(String model) {
    long format =
        models
            .findById(model)
            .map(known -> Json.tree(known.manifest()).path("format").asLong(FIRST_FORMAT))
            .orElse(FIRST_FORMAT);
    return ReadableFormats.ofPackage(format);
  }
}
