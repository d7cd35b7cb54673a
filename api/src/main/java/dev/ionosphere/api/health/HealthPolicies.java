package dev.ionosphere.api.health;

import dev.ionosphere.api.ion.Documents;
import dev.ionosphere.api.ion.StoredIons;
import dev.ionosphere.api.node.view.NodeViews;
import dev.ionosphere.spec.ion.HealthPolicy;
import jakarta.inject.Singleton;
import java.util.Optional;

/** How nodes are judged, by the documents of their IONs. */
@Singleton
final class HealthPolicies {

  private final StoredIons ions;

  HealthPolicies(StoredIons ions) {
    this.ions = ions;
  }

  Optional<HealthPolicy> of(NodeJudge.Place place) {
    return ions.findById(place.ion())
        .map(ion -> Documents.stored(ion.document()).nodes().get(place.node()))
        .flatMap(node -> NodeViews.of(node).health());
  }
}
