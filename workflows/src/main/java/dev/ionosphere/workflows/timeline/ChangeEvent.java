package dev.ionosphere.workflows.timeline;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes of the document and of what it allows. */
@JsonSubTypes({
  @JsonSubTypes.Type(ChangeEvent.DocumentChanged.class),
  @JsonSubTypes.Type(ChangeEvent.ChangeProposed.class),
  @JsonSubTypes.Type(ChangeEvent.ChangeDecided.class),
  @JsonSubTypes.Type(ChangeEvent.ChangeWithdrawn.class),
  @JsonSubTypes.Type(ChangeEvent.GlassBroken.class),
  @JsonSubTypes.Type(ChangeEvent.ChangeForced.class),
  @JsonSubTypes.Type(ChangeEvent.CommandRefused.class)
})
public sealed interface ChangeEvent extends TimelineEvent {

  /**
   * @param strictness {@code same}, {@code stricter} or {@code weaker}
   * @param allowedBy id of the pending change that people approved
   */
  @JsonTypeName("document.changed")
  record DocumentChanged(
      String ion,
      String documentDigest,
      long ionGeneration,
      String strictness,
      @Nullable String allowedBy)
      implements ChangeEvent {
    @Override
    public String subject() {
      return ion;
    }
  }

  /**
   * A document that weakens policy waits for the approvers of the document in force.
   *
   * @param change {@code <ion>.change-<n>}
   * @param changeSubject digest that decisions bind to
   * @param weakens what becomes weaker, in words
   * @param stages who must approve, such as {@code 2 of approver}
   */
  @JsonTypeName("change.proposed")
  record ChangeProposed(
      String change,
      String changeSubject,
      String documentDigest,
      long ionGeneration,
      List<String> weakens,
      List<String> stages)
      implements ChangeEvent {
    public ChangeProposed {
      weakens = List.copyOf(weakens);
      stages = List.copyOf(stages);
    }

    @Override
    public String subject() {
      return change;
    }
  }

  /**
   * @param outcome {@code open} while more must approve, {@code approved} or {@code rejected}
   * @param ticket id of the ticket it was made with; absent in records from before 0.3.0
   */
  @JsonTypeName("change.decided")
  record ChangeDecided(
      String change,
      String changeSubject,
      String decision,
      String person,
      @Nullable String onBehalfOf,
      @Nullable String reason,
      String outcome,
      @Nullable String ticket)
      implements ChangeEvent {
    @Override
    public String subject() {
      return change;
    }
  }

  @JsonTypeName("change.withdrawn")
  record ChangeWithdrawn(String change, String reason) implements ChangeEvent {
    @Override
    public String subject() {
      return change;
    }
  }

  /**
   * A change is to go through without its approvers.
   *
   * @param statement signed with the offline key
   * @param effectiveAt when, unless an approver rejects it before
   */
  @JsonTypeName("change.glass-broken")
  record GlassBroken(
      String change,
      String changeSubject,
      String person,
      String reason,
      String statement,
      Instant effectiveAt)
      implements ChangeEvent {
    @Override
    public String subject() {
      return change;
    }
  }

  /** The delay is over and no approver rejected it: the document is followed. */
  @JsonTypeName("change.forced")
  record ChangeForced(String change, String changeSubject, String person, String reason)
      implements ChangeEvent {
    @Override
    public String subject() {
      return change;
    }
  }

  /**
   * Somebody asked for something through Temporal's doors without the hub's word for it, or the hub
   * for what only others may.
   */
  @JsonTypeName("command.refused")
  record CommandRefused(String ion, String command, String reason) implements ChangeEvent {
    @Override
    public String subject() {
      return ion;
    }
  }
}
