package dev.ionosphere.workflows.machine.node;

import dev.ionosphere.spec.ion.EventName;
import dev.ionosphere.workflows.timeline.Actor;
import java.time.Instant;

/** What can start a node. */
public sealed interface Trigger {

  /** Who asks, as it stands on the timeline. */
  Actor actor();

  /** In one word, such as {@code schedule} or {@code drift}. */
  String reason();

  record OnSchedule(Instant due) implements Trigger {
    @Override
    public Actor actor() {
      return Actor.SCHEDULE;
    }

    @Override
    public String reason() {
      return "schedule";
    }
  }

  record OnRequest(Actor actor) implements Trigger {
    @Override
    public String reason() {
      return "request";
    }
  }

  /**
   * @param edge that it came along
   */
  record OnEvent(String edge, EventName event) implements Trigger {
    @Override
    public Actor actor() {
      return new Actor(event.text());
    }

    @Override
    public String reason() {
      return event.text();
    }
  }
}
