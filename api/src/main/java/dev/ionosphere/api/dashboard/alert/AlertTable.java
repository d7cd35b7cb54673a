package dev.ionosphere.api.dashboard.alert;

import dev.ionosphere.api.alert.Alert;
import java.util.List;

/**
 * Alerts that are open, newest first, with the forms beside them.
 *
 * @param mayCare whether who looks may acknowledge and close
 * @param page that the forms lead back to
 */
public record AlertTable(List<Alert> alerts, boolean mayCare, String page) {
  public AlertTable {
    alerts = List.copyOf(alerts);
  }

  public boolean isEmpty() {
    return alerts.isEmpty();
  }
}
