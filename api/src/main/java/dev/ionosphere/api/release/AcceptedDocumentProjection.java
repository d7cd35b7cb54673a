package dev.ionosphere.api.release;

import dev.ionosphere.api.alert.AlertBook;
import dev.ionosphere.api.timeline.Projection;
import dev.ionosphere.api.timeline.TimelineRecord;
import dev.ionosphere.workflows.timeline.ChangeEvent;
import dev.ionosphere.workflows.timeline.LifecycleEvent;
import dev.ionosphere.workflows.timeline.TimelineEvent;
import jakarta.inject.Singleton;

/** Holds each document that an ION tells it follows against what the hub knows. */
@Singleton
final class AcceptedDocumentProjection implements Projection {

  private static final String ALERT = "document-unexplained";

  private final DocumentAuthority documents;
  private final AlertBook alerts;

  AcceptedDocumentProjection(DocumentAuthority documents, AlertBook alerts) {
    this.documents = documents;
    this.alerts = alerts;
  }

  @Override
  public void apply(TimelineRecord record, TimelineEvent event) {
    switch (event) {
      case LifecycleEvent.IonLaunched launched -> follows(record, launched.documentDigest());
      case ChangeEvent.DocumentChanged changed -> follows(record, changed.documentDigest());
      default -> {}
    }
  }

  private void follows(TimelineRecord record, String digest) {
    if (!documents.isStored(record.ion(), digest)) {
      // It is being applied: looked at when a model is released under it.
      return;
    }
    // Until a person closes it: what is told afterwards may be forged as well.
    documents
        .follows(record.ion(), digest)
        .ifPresent(reason ->
            alerts.raise(
                record.ion(),
                null,
                record.ion(),
                ALERT,
                "critical",
                "ION %s tells that it follows a document that it may not; nothing is released under it: %s"
                    .formatted(record.ion(), reason),
                record.occurredAt()));
  }
}
