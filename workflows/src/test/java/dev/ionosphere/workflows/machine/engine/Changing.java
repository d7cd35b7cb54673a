package dev.ionosphere.workflows.machine.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.workflows.machine.node.Alarm;
import dev.ionosphere.workflows.machine.state.IonState;
import dev.ionosphere.workflows.machine.state.IonStatus;
import dev.ionosphere.workflows.timeline.ChangeEvent;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Documents that weaken policy, from records alone: each is followed once, and only when people
 * other than its proposer said so, or when the delay of a broken glass was over.
 */
final class Changing {

  private static final class Proposed {
    private final ChangeEvent.ChangeProposed event;
    private final String proposer;
    private final Set<String> counted = new HashSet<>();
    private int yes;
    private String outcome = "open";
    private ChangeEvent.@Nullable GlassBroken glass;

    Proposed(ChangeEvent.ChangeProposed event, String proposer) {
      this.event = event;
      this.proposer = proposer;
    }
  }

  private final Machine machine;
  private final Map<String, Proposed> all = new HashMap<>();

  Changing(Machine machine) {
    this.machine = machine;
  }

  void take(TimelineEntry entry, IonEvent event) {
    switch (entry.event()) {
      case ChangeEvent.ChangeProposed proposed -> {
        assertThat(all.values()).noneMatch(other -> other.outcome.equals("open"));
        Proposed known = new Proposed(proposed, entry.actor().text());
        assertThat(all.put(proposed.change(), known)).as("an id comes once").isNull();
      }
      case ChangeEvent.ChangeDecided decided -> decided(decided);
      case ChangeEvent.ChangeWithdrawn withdrawn -> open(withdrawn.change()).outcome = "withdrawn";
      case ChangeEvent.GlassBroken broken -> broken(broken, entry.time(), event);
      case ChangeEvent.ChangeForced forced -> forced(forced, entry.time(), event);
      case ChangeEvent.DocumentChanged changed -> changed(changed);
      default -> {}
    }
  }

  private Proposed open(String change) {
    Proposed proposed = all.get(change);
    assertThat(proposed.outcome).as("%s is closed once", change).isEqualTo("open");
    return proposed;
  }

  private void decided(ChangeEvent.ChangeDecided decided) {
    Proposed proposed = open(decided.change());
    assertThat(decided.changeSubject()).isEqualTo(proposed.event.changeSubject());
    boolean approves = decided.decision().equals("approve");
    Set<String> roles = GeneratedPeople.roles(decided.person(), decided.onBehalfOf());
    // Once the glass is broken, whoever may decide in any stage can stop it.
    List<String> asked =
        approves || proposed.glass == null
            ? List.of(GeneratedPeople.stage(proposed.event.stages(), proposed.yes))
            : proposed.event.stages().stream().map(GeneratedPeople::role).toList();
    assertThat(roles).as("%s is asked", decided.person()).containsAnyElementsOf(asked);
    if (approves) {
      for (String person : GeneratedPeople.people(decided.person(), decided.onBehalfOf())) {
        assertThat(proposed.counted.add(person)).as("%s counts once", person).isTrue();
        assertThat(proposed.proposer).as("who proposed it").isNotEqualTo("person:" + person);
      }
      proposed.yes++;
    }
    proposed.outcome = decided.outcome();
    assertThat(decided.outcome())
        .isEqualTo(
            GeneratedPeople.outcome(decided.decision(), proposed.event.stages(), proposed.yes));
  }

  private void broken(ChangeEvent.GlassBroken broken, Instant now, IonEvent event) {
    Proposed proposed = open(broken.change());
    assertThat(proposed.glass).as("broken once").isNull();
    assertThat(broken.changeSubject()).isEqualTo(proposed.event.changeSubject());
    IonEvent.GlassBroken asked = (IonEvent.GlassBroken) event;
    assertThat(broken.statement()).isEqualTo(asked.statement());
    assertThat(broken.effectiveAt()).isEqualTo(now.plusSeconds(asked.delaySeconds())).isAfter(now);
    proposed.glass = broken;
  }

  private void forced(ChangeEvent.ChangeForced forced, Instant now, IonEvent event) {
    Proposed proposed = open(forced.change());
    assertThat(event).isInstanceOf(IonEvent.AlarmDue.class);
    assertThat(proposed.glass).as("nothing is forced without a statement").isNotNull();
    assertThat(now).as("the delay is over").isEqualTo(proposed.glass.effectiveAt());
    assertThat(forced.person()).isEqualTo(proposed.glass.person());
    proposed.outcome = "forced";
  }

  private void changed(ChangeEvent.DocumentChanged changed) {
    if (changed.allowedBy() == null) {
      assertThat(changed.strictness()).isIn("same", "stricter");
      return;
    }
    Proposed proposed = all.get(changed.allowedBy());
    assertThat(proposed.outcome).isIn("approved", "forced");
    assertThat(changed.strictness()).isEqualTo("weaker");
    assertThat(changed.documentDigest()).isEqualTo(proposed.event.documentDigest());
    assertThat(changed.ionGeneration()).isEqualTo(proposed.event.ionGeneration());
    proposed.outcome = "followed";
  }

  /** What waits, and for how long, is what records say; a pause stops no delay. */
  void after(IonState before, IonState after, List<TimelineEntry> entries) {
    Proposed open =
        all.values().stream()
            .filter(proposed -> proposed.outcome.equals("open"))
            .findFirst()
            .orElse(null);
    assertThat(after.policy().pending() == null ? null : after.policy().pending().id())
        .isEqualTo(open == null ? null : open.event.change());
    boolean delayed = open != null && open.glass != null && after.status() != IonStatus.STOPPED;
    assertThat(machine.wanted(after, Machine.CHANGE).alarms())
        .extracting(Alarm::at)
        .isEqualTo(delayed ? List.of(open.glass.effectiveAt()) : List.of());
    boolean recorded =
        entries.stream().anyMatch(entry -> entry.event() instanceof ChangeEvent.DocumentChanged);
    assertThat(after.document().equals(before.document()))
        .as("the document changes with a record")
        .isEqualTo(!recorded);
  }
}
