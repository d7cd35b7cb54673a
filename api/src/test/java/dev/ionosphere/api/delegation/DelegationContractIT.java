package dev.ionosphere.api.delegation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.Database;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The repository of delegations, on every database. */
@ParameterizedClass
@EnumSource(Database.class)
class DelegationContractIT {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");

  private final Delegations delegations;

  DelegationContractIT(Database database) {
    delegations = database.bean(Delegations.class);
    delegations.deleteAll();
  }

  @Test
  void aDelegationLastsUntilItEndsAndIsKept() {
    Delegation lent = save("d1", 0, 60);
    assertThat(delegations.findById("d1")).contains(lent);
    assertThat(delegations.lasting(NOW.plusSeconds(59))).containsExactly(lent);
    assertThat(delegations.lasting(NOW.plusSeconds(60))).isEmpty();
    assertThat(delegations.countLasting("ann", NOW)).isEqualTo(1);
    assertThat(delegations.countLasting("bob", NOW)).isZero();
    assertThat(delegations.newest(false, NOW.plusSeconds(60), "", "", "", 9)).isEmpty();
    assertThat(delegations.newest(true, NOW.plusSeconds(60), "ann", "bob", "", 9))
        .containsExactly(lent);
  }

  @Test
  void thoseOfOtherPeopleAreLeftOut() {
    save("d1", 0, 60);
    assertThat(delegations.newest(true, NOW, "bob", "", "", 9)).isEmpty();
    assertThat(delegations.newest(true, NOW, "", "ann", "", 9)).isEmpty();
  }

  @Test
  void theFirstWhoRevokesItStays() {
    save("d1", 0, 60);
    assertThat(delegations.revoke("d1", "bob", NOW.plusSeconds(5))).isEqualTo(1);
    assertThat(delegations.revoke("d1", "ann", NOW.plusSeconds(6))).isZero();
    assertThat(delegations.findById("d1").orElseThrow())
        .satisfies(ended -> assertThat(ended.revokedBy()).isEqualTo("bob"))
        .satisfies(ended -> assertThat(ended.revokedAt()).isEqualTo(NOW.plusSeconds(5)));
    assertThat(delegations.lasting(NOW.plusSeconds(6))).isEmpty();
    save("d2", 0, 60);
    assertThat(delegations.revoke("d2", "ann", NOW.plusSeconds(60))).as("it is over").isZero();
  }

  @Test
  void pagesGoOnAfterTheLastThatWasSeen() {
    save("d1", 1, 60);
    save("d2", 2, 60);
    save("d3", 2, 60);
    assertThat(delegations.newest(false, NOW, "", "", "", 2))
        .extracting(Delegation::id)
        .containsExactly("d3", "d2");
    assertThat(delegations.newest(false, NOW, "ann", "", "d2", 2))
        .extracting(Delegation::id)
        .containsExactly("d1");
  }

  private Delegation save(String id, long from, long until) {
    return delegations.save(
        new Delegation(
            id,
            "ann",
            "bob",
            "approver",
            "on leave",
            NOW.plusSeconds(from),
            NOW.plusSeconds(until),
            null,
            null));
  }
}
