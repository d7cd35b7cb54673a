package dev.ionosphere.api.ion;

import dev.ionosphere.api.json.Json;
import dev.ionosphere.workflows.machine.engine.IonView;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * What the workflows of IONs last said of themselves. Pages show it, with its time, when an ION is
 * stopped or Temporal does not answer.
 */
@Singleton
public final class LastViews {

  private final StoredIons ions;

  LastViews(StoredIons ions) {
    this.ions = ions;
  }

  public void heard(IonView view) {
    long unused = ions.setLastView(view.name(), Json.canonical(view));
  }

  public Optional<IonView> of(String ion) {
    return ions.lastView(ion).map(view -> Json.read(view, IonView.class));
  }
}
