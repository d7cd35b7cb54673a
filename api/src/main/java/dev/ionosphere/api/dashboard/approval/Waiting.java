package dev.ionosphere.api.dashboard.approval;

import dev.ionosphere.api.approval.Approval;
import java.util.List;

/**
 * A question to people, as the inbox shows it.
 *
 * @param why it is asked, or where the model would go
 * @param deputyFor in whose place the person looking may decide
 */
public record Waiting(Approval approval, String why, List<String> deputyFor) {
  public Waiting {
    deputyFor = List.copyOf(deputyFor);
  }
}
