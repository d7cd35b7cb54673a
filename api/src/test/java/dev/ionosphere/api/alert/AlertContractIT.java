package dev.ionosphere.api.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.Database;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The repositories of the domain, on every database. */
@ParameterizedClass
@EnumSource(Database.class)
class AlertContractIT {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");

  private final Database database;

  AlertContractIT(Database database) {
    this.database = database;
  }

  @Test
  void alertsAreRaisedOnceAndCleared() {
    Alerts alerts = database.bean(Alerts.class);
    AlertBook book = database.bean(AlertBook.class);
    for (int i = 0; i < 2; i++) {
      book.raise("a", null, "detect", "drift", "warning", "unlike training", NOW);
    }
    assertThat(alerts.findByIonAndKindAndSubjectAndClearedAtIsNull("a", "drift", "detect"))
        .hasSize(1);
    assertThat(alerts.newest("a", true, false, false, Long.MAX_VALUE, 10)).hasSize(1);
    book.clear("a", "drift", "detect", NOW);
    assertThat(alerts.findByIonAndKindAndSubjectAndClearedAtIsNull("a", "drift", "detect"))
        .isEmpty();
    List<Alert> all = alerts.newest("a", true, true, true, Long.MAX_VALUE, 10);
    assertThat(all)
        .singleElement()
        .satisfies(alert -> assertThat(alert.clearedAt()).isEqualTo(NOW));
    assertThat(alerts.newest("a", true, true, true, all.getFirst().id(), 10)).isEmpty();
    assertThat(alerts.newest("a", true, true, false, Long.MAX_VALUE, 10)).isEmpty();
    assertThat(alerts.newest("", false, false, true, Long.MAX_VALUE, 10)).isNotEmpty();
  }

  @Test
  void anAlertIsAcknowledgedAndClosedOnce() {
    Alerts alerts = database.bean(Alerts.class);
    AlertBook book = database.bean(AlertBook.class);
    book.raise("cared", null, "detect", "drift", "warning", "unlike training", NOW);
    book.raise("cared", null, "other", "drift", "warning", "unlike training", NOW);
    Long id = alerts.newest("cared", true, false, false, Long.MAX_VALUE, 10).getLast().id();
    assertThat(id).isNotNull();
    assertThat(alerts.acknowledge(id, "person:ann", NOW)).isEqualTo(1);
    assertThat(alerts.acknowledge(id, "person:bob", NOW)).isZero();
    assertThat(alerts.newest("cared", false, true, false, Long.MAX_VALUE, 10))
        .singleElement()
        .satisfies(alert -> assertThat(alert.acknowledgedBy()).isEqualTo("person:ann"));
    assertThat(alerts.close(id, "person:bob", NOW)).isEqualTo(1);
    assertThat(alerts.close(id, "person:ann", NOW)).isZero();
    assertThat(alerts.clearAll("cared", NOW)).isEqualTo(1);
    assertThat(alerts.newest("cared", false, false, true, Long.MAX_VALUE, 10)).hasSize(2);
  }
}
