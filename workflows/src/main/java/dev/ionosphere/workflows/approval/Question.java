package dev.ionosphere.workflows.approval;

import java.time.Instant;
import java.util.Optional;

/**
 * What people are asked: whether a candidate may pass, or a document may change.
 *
 * @param id of the approval or pending change
 * @param subject digest a decision binds to
 * @param expiresAt absent: it does not expire, or its clock stands still
 */
public record Question(String id, String subject, Optional<Instant> expiresAt, Ballot ballot) {

  public Question with(Ballot next) {
    return new Question(id, subject, expiresAt, next);
  }
}
