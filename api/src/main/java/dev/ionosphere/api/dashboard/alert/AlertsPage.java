package dev.ionosphere.api.dashboard.alert;

import dev.ionosphere.api.alert.Alert;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is open, and what is over.
 *
 * @param older the last one here, if there may be older ones
 */
public record AlertsPage(AlertTable open, List<Alert> closed, @Nullable Long older) {
  public AlertsPage {
    closed = List.copyOf(closed);
  }
}
