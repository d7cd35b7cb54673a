package dev.ionosphere.workflows.machine.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.workflows.machine.node.Alarm;
import dev.ionosphere.workflows.machine.state.IonState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What time does: it passes, and alarms ring when they are due, too early or too late. */
final class GeneratedTime {

  private final PlayedIon ion;
  private final List<Alarm> alarms = new ArrayList<>();

  GeneratedTime(PlayedIon ion) {
    this.ion = ion;
  }

  void hours(Random random) {
    ion.pass(Duration.ofHours(1 + random.nextInt(6)));
  }

  void days() {
    ion.pass(Duration.ofDays(4));
  }

  /** One that comes too early, or after nobody waits for it any more, leads to nothing. */
  void alarmWrongly(Random random) {
    List<Alarm> wanted = ion.machine.alarms();
    alarms.addAll(wanted);
    if (!alarms.isEmpty()) {
      Alarm alarm = Choice.one(alarms, random);
      if (!wanted.contains(alarm) || ion.machine.now.isBefore(alarm.at())) {
        IonState before = ion.state();
        assertThat(ion.step(new IonEvent.AlarmDue(alarm)).entries()).as("%s", alarm).isEmpty();
        assertThat(ion.state()).isEqualTo(before);
      }
    }
  }
}
