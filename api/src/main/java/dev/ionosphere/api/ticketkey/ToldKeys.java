package dev.ionosphere.api.ticketkey;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.List;

/**
 * Which keys a running ION was last told to believe.
 *
 * @param keyIds oldest first, separated by commas
 */
@MappedEntity("ion_ticket_keys")
record ToldKeys(@Id String ion, String keyIds, Instant toldAt) {

  static String text(List<String> ids) {
    return String.join(",", ids);
  }

  List<String> ids() {
    return List.of(keyIds.split(","));
  }
}
