package dev.ionosphere.workflows.timeline;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;

/** Which model an inference node should run. */
@JsonSubTypes({
  @JsonSubTypes.Type(ReleaseEvent.ModelReleased.class),
  @JsonSubTypes.Type(ReleaseEvent.ModelSet.class),
  @JsonSubTypes.Type(ReleaseEvent.ModelProven.class),
  @JsonSubTypes.Type(ReleaseEvent.ModelRejected.class),
  @JsonSubTypes.Type(ReleaseEvent.ModelRecalled.class),
  @JsonSubTypes.Type(ReleaseEvent.ReleaseRefused.class)
})
public sealed interface ReleaseEvent extends TimelineEvent {

  String digest();

  @Override
  default String subject() {
    return digest();
  }

  /**
   * @param allowedBy ids of the approvals it passed
   */
  @JsonTypeName("model.released")
  record ModelReleased(String node, long generation, String digest, List<String> allowedBy)
      implements ReleaseEvent {
    public ModelReleased {
      allowedBy = List.copyOf(allowedBy);
    }
  }

  /**
   * A person chose a model that policy let through before.
   *
   * @param rollback whether it was allowed under other rules than today's, or was rejected since
   */
  @JsonTypeName("model.set")
  record ModelSet(String node, long generation, String digest, String reason, boolean rollback)
      implements ReleaseEvent {}

  /** Its rollout completed. */
  @JsonTypeName("model.proven")
  record ModelProven(String node, long generation, String digest) implements ReleaseEvent {}

  /** Its rollout failed or was aborted; it stays so until a person says otherwise. */
  @JsonTypeName("model.rejected")
  record ModelRejected(String node, long generation, String digest, String reason)
      implements ReleaseEvent {}

  /**
   * A person took it back: it runs nowhere any more.
   *
   * @param node that trained it
   */
  @JsonTypeName("model.recalled")
  record ModelRecalled(String node, String digest, String reason) implements ReleaseEvent {}

  /**
   * The hub was asked to have a model taken to devices, and knows of nothing that lets it.
   *
   * @param rollout id of the workflow that asked
   */
  @JsonTypeName("release.refused")
  record ReleaseRefused(String node, long generation, String digest, String rollout, String reason)
      implements ReleaseEvent {}
}
