package dev.ionosphere.api;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where the hub keeps things and finds Temporal.
 *
 * @param data directory of the database, blobs and secrets
 * @param temporalUi address of Temporal's Web UI, empty if there is none
 * @param traces OTLP endpoint, empty for none
 * @param blobLimit largest blob in bytes
 */
@ConfigurationProperties("hub")
public record HubConfiguration(
    String data,
    @Bindable(defaultValue = "127.0.0.1:7233") String temporalAddress,
    @Bindable(defaultValue = "default") String temporalNamespace,
    @Bindable(defaultValue = "") String temporalUi,
    @Bindable(defaultValue = "") String traces,
    @Bindable(defaultValue = "1073741824") long blobLimit) {

  /** The page of a workflow in Temporal's Web UI; empty if there is none. */
  public String temporalPage(String workflow) {
    return temporalUi.isEmpty()
        ? ""
        : temporalPage() + "/" + URLEncoder.encode(workflow, StandardCharsets.UTF_8);
  }

  /** All workflows in Temporal's Web UI; empty if there is none. */
  public String temporalPage() {
    return temporalUi.isEmpty()
        ? ""
        : temporalUi + "/namespaces/" + temporalNamespace + "/workflows";
  }
}
