package dev.ionosphere.api.dashboard.ion;

import dev.ionosphere.api.alert.Alert;
import dev.ionosphere.api.dashboard.approval.Waiting;
import java.util.List;

/** All IONs, and what wants a person's eye. */
public record IonsPage(
    List<IonRow> ions, List<Waiting> waiting, List<Alert> alerts, boolean mayCare) {
  public IonsPage {
    ions = List.copyOf(ions);
    waiting = List.copyOf(waiting);
    alerts = List.copyOf(alerts);
  }
}
