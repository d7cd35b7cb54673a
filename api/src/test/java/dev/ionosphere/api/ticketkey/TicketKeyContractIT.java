package dev.ionosphere.api.ticketkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.api.Database;
import dev.ionosphere.api.ion.StoredIon;
import dev.ionosphere.api.ion.StoredIons;
import io.micronaut.data.exceptions.DataAccessException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The repositories of ticket keys, on every database. */
@ParameterizedClass
@EnumSource(Database.class)
class TicketKeyContractIT {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");

  private final StoredTicketKeys keys;
  private final ToldIons told;
  private final StoredIons ions;

  TicketKeyContractIT(Database database) {
    keys = database.bean(StoredTicketKeys.class);
    told = database.bean(ToldIons.class);
    ions = database.bean(StoredIons.class);
    keys.deleteAll();
    told.deleteAll();
  }

  @Test
  void theKeyThatSignsIsTheLastOfThoseThatLive() {
    StoredTicketKey first = save("k1", NOW);
    assertThat(keys.retireAllAt(NOW.plusSeconds(60))).isEqualTo(1);
    StoredTicketKey second = save("k2", NOW.minusSeconds(3_600));
    assertThat(keys.live()).extracting(StoredTicketKey::id).containsExactly("k1", "k2");
    assertThat(keys.findById("k2")).contains(second);
    assertThat(keys.findByCommand("make k1").orElseThrow().retiresAt())
        .isEqualTo(NOW.plusSeconds(60));
    assertThat(keys.retired("k1", NOW.plusSeconds(61))).isEqualTo(1);
    assertThat(keys.retired("k1", NOW.plusSeconds(62))).as("the first stays").isZero();
    assertThat(keys.live()).containsExactly(second);
    assertThat(keys.newest(9)).extracting(StoredTicketKey::id).containsExactly("k1", "k2");
    assertThat(keys.findById("k1").orElseThrow())
        .satisfies(key -> assertThat(key.createdAt()).isEqualTo(first.createdAt()))
        .satisfies(key -> assertThat(key.retiresAt()).isEqualTo(NOW.plusSeconds(60)))
        .satisfies(key -> assertThat(key.retiredAt()).isEqualTo(NOW.plusSeconds(61)));
  }

  @Test
  void aLostKeyIsRetiredAtOnceAndACommandMakesOne() {
    save("k1", NOW);
    assertThat(keys.retired("k1", NOW)).isEqualTo(1);
    assertThat(keys.findById("k1").orElseThrow().retiresAt()).isEqualTo(NOW);
    assertThatThrownBy(
            () -> keys.save(new StoredTicketKey("k9", "p", NOW, "hub", "make k1", null, null)))
        .isInstanceOf(DataAccessException.class);
  }

  @Test
  void runningIonsThatBelieveOtherKeysAreFound() {
    ion("keys-none", "running");
    ion("keys-old", "paused");
    ion("keys-told", "running");
    ion("keys-over", "stopped");
    told.save(new ToldKeys("keys-old", "k1", NOW));
    told.save(new ToldKeys("keys-told", "k1,k2", NOW));
    assertThat(told.toldOtherThan("k1,k2"))
        .contains("keys-none", "keys-old")
        .doesNotContain("keys-told", "keys-over");
    assertThat(told.findById("keys-told").orElseThrow().ids()).isEqualTo(List.of("k1", "k2"));
  }

  private StoredTicketKey save(String id, Instant at) {
    return keys.save(new StoredTicketKey(id, "public", at, "ann", "make " + id, null, null));
  }

  private void ion(String name, String status) {
    ions.deleteById(name);
    StoredIon unused =
        ions.save(
            new StoredIon(name, 1, "sha256:d", "{}", Map.of(), status, "person:ann", NOW, NOW, 0));
  }
}
