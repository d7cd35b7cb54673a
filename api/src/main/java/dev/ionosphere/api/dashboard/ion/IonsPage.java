package dev.ionosphere.api.dashboard.ion;

import dev.ionosphere.api.dashboard.alert.AlertTable;
import dev.ionosphere.api.dashboard.approval.Waiting;
import java.util.List;

/** All IONs, and what wants a person's eye. */
public record IonsPage(List<IonRow> ions, List<Waiting> waiting, AlertTable alerts) {
  public IonsPage {
    ions = List.copyOf(ions);
    waiting = List.copyOf(waiting);
  }
}
