package dev.ionosphere.api.order;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * What a cohort waits for of a device that fetches its orders.
 *
 * @param id {@code <device>:<ion>:<node>}
 * @param model digest
 * @param cohort workflow that is signalled
 * @param status active or refused, once the device has answered
 * @param reason why it refused
 */
@MappedEntity("awaited_answer")
record AwaitedAnswer(
    @Id String id,
    String device,
    String ion,
    String node,
    long generation,
    String model,
    String cohort,
    Instant askedAt,
    @Nullable String status,
    @Nullable String reason) {

  static String id(String device, String ion, String node) {
    return device + ":" + ion + ":" + node;
  }

  AwaitedAnswer answered(String how, String why) {
    return new AwaitedAnswer(id, device, ion, node, generation, model, cohort, askedAt, how, why);
  }
}
