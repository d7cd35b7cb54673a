package dev.ionosphere.api.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.Database;
import dev.ionosphere.api.alert.Alert;
import dev.ionosphere.api.alert.AlertBook;
import dev.ionosphere.api.alert.Alerts;
import dev.ionosphere.api.health.HealthPoint;
import dev.ionosphere.api.health.HealthPoints;
import dev.ionosphere.api.idempotency.IdempotencyRecord;
import dev.ionosphere.api.idempotency.IdempotencyRecords;
import dev.ionosphere.api.identity.Session;
import dev.ionosphere.api.identity.Sessions;
import dev.ionosphere.api.ion.StoredIon;
import dev.ionosphere.api.ion.StoredIons;
import dev.ionosphere.api.training.RunProgress;
import dev.ionosphere.api.training.RunProgresses;
import io.micronaut.data.model.Pageable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is deleted and what is kept, on every database. */
@ParameterizedClass
@EnumSource(Database.class)
class RetentionContractIT {

  private final Database database;
  private final Instant now;

  RetentionContractIT(Database database) {
    this.database = database;
    this.now = database.bean(Clock.class).instant();
  }

  @Test
  void everyStatementRuns() {
    RetentionSweep sweep = database.bean(RetentionSweep.class);
    for (RetentionKind kind : RetentionKind.values()) {
      assertThat(sweep.sweep(kind)).as(kind.text()).isNotNegative();
    }
  }

  @Test
  void oldPointsGoUnlessTheirIonIsHeld() {
    ion("swept", Map.of());
    ion("held", Map.of("ionosphere.dev/legal-hold", "true"));
    HealthPoints points = database.bean(HealthPoints.class);
    for (String ion : List.of("swept", "held")) {
      points.save(point(ion, ago(91)));
      points.save(point(ion, ago(89)));
    }
    assertThat(database.bean(RetentionSweep.class).sweep(RetentionKind.HEALTH_POINTS)).isPositive();
    assertThat(points.findByIonAndNodeOrderByIdDesc("swept", "detect", Pageable.from(0, 9)))
        .hasSize(1);
    assertThat(points.findByIonAndNodeOrderByIdDesc("held", "detect", Pageable.from(0, 9)))
        .hasSize(2);
  }

  @Test
  void onlyClosedAlertsGo() {
    AlertBook book = database.bean(AlertBook.class);
    book.raise("aged", null, "closed", "drift", "warning", "old", ago(300));
    book.clear("aged", "drift", "closed", ago(181));
    book.raise("aged", null, "open", "drift", "warning", "old", ago(300));
    database.bean(RetentionSweep.class).sweep(RetentionKind.ALERTS);
    List<Alert> left =
        database.bean(Alerts.class).newest("aged", true, true, true, Long.MAX_VALUE, 9);
    assertThat(left).extracting(Alert::subject).containsExactly("open");
  }

  @Test
  void oldAnswersSessionsAndProgressGo() {
    IdempotencyRecords answers = database.bean(IdempotencyRecords.class);
    answers.save(new IdempotencyRecord("aged-answer", "shape", 200, "{}", ago(8)));
    Sessions sessions = database.bean(Sessions.class);
    sessions.save(new Session("aged-session", "ann", ago(2)));
    RunProgresses progresses = database.bean(RunProgresses.class);
    progresses.save(
        new RunProgress(
            "aged-run", "aged", "train", "done", "", 1, 1, 1, Map.of(), List.of(), ago(91)));
    database.bean(RetentionSweep.class).sweep();
    assertThat(answers.existsById("aged-answer")).isFalse();
    assertThat(sessions.existsById("aged-session")).isFalse();
    assertThat(progresses.existsById("aged-run")).isFalse();
  }

  private Instant ago(int days) {
    return now.minus(Duration.ofDays(days));
  }

  private void ion(String name, Map<String, String> labels) {
    database
        .bean(StoredIons.class)
        .save(
            new StoredIon(
                name, 1, "sha256:1", "{}", labels, "stopped", "person:ann", now, null, 0));
  }

  private static HealthPoint point(String ion, Instant at) {
    return new HealthPoint(null, ion, "detect", "sha256:1", Map.of(), 1, 10, false, at, at);
  }
}
