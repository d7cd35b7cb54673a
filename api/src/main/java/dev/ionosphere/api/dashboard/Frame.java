package dev.ionosphere.api.dashboard;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is the same on every page.
 *
 * @param title of the page
 * @param person who is logged in
 * @param roles of that person, for people
 * @param form proves that a form came from one of our pages, see {@link FormTokens}
 * @param waiting approvals that wait for somebody
 * @param alerts that are open and that nobody looks after
 * @param asOf when the page's facts were read
 * @param assets where style sheets and scripts are
 * @param temporal the workflows in Temporal's Web UI, empty if there is none
 */
public record Frame(
    String title,
    Section section,
    String person,
    List<String> roles,
    String form,
    long waiting,
    long alerts,
    Instant asOf,
    @Nullable Notice notice,
    String assets,
    String temporal) {
  public Frame {
    roles = List.copyOf(roles);
  }

  /** What the navigation shows beside a section: how much there waits for a person. */
  public long count(Section of) {
    return switch (of) {
      case APPROVALS -> waiting;
      case ALERTS -> alerts;
      case IONS, ROLLOUTS, DEVICES, MODELS, COMPONENTS -> 0;
    };
  }

  /** The page of a workflow in Temporal's Web UI. */
  public String temporal(String workflow) {
    return temporal + "/" + URLEncoder.encode(workflow, StandardCharsets.UTF_8);
  }
}
