package dev.ionosphere.api.notification;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * What notices need to know of this hub.
 *
 * @param publicUrl where people reach its pages; empty for this machine
 */
@ConfigurationProperties("hub.notices")
record NoticeConfiguration(@Bindable(defaultValue = "") String publicUrl) {

  /** Of links, without a slash at the end. */
  String link(int port) {
    return publicUrl.isBlank()
        ? "http://localhost:" + port
        : publicUrl.strip().replaceAll("/+$", "");
  }
}
