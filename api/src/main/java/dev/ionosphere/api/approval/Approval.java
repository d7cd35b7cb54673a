package dev.ionosphere.api.approval;

import dev.ionosphere.api.json.TextsColumn;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.List;

/**
 * A question to people: may this candidate pass, or may this document be followed?
 *
 * @param state pending, approved, rejected, expired, voided, or forced by break-glass
 * @param subject digest that a decision binds to
 * @param node it waits at; empty for a change of the document
 * @param candidate digest of the model, or of the proposed document
 * @param approverRole roles that may take part, separated by commas
 * @param currentDigest of the model the targets run now
 * @param reason why it was closed; of a document that waits, what it weakens
 * @param documentGeneration of the proposed document; absent for a model
 * @param breakGlassBy who wants it to go through without its approvers; absent: nobody
 * @param breakGlassAt when it does, unless an approver rejects it before
 * @param targets inference nodes the model would go to
 */
@MappedEntity("approval")
public record Approval(
    @Id String id,
    String ion,
    String node,
    String state,
    String subject,
    String candidate,
    @Nullable String currentDigest,
    String approverRole,
    int required,
    String requester,
    Instant openedAt,
    @Nullable Instant expiresAt,
    @Nullable Instant closedAt,
    @Nullable String evidence,
    @Nullable String run,
    @TypeDef(type = DataType.STRING, converter = TextsColumn.class) List<String> targets,
    @Nullable String reason,
    @Nullable Long documentGeneration,
    @Nullable String breakGlassBy,
    @Nullable Instant breakGlassAt) {

  /** Roles that may take part. */
  public List<String> roles() {
    return List.of(approverRole.split(", "));
  }

  /** Whether it is about a document, not about a model. */
  public boolean isChange() {
    return node.isEmpty();
  }
}
