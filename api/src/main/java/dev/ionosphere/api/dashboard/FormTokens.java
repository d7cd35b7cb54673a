package dev.ionosphere.api.dashboard;

import dev.ionosphere.api.digest.Sha256;
import dev.ionosphere.api.identity.Authentication;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import io.micronaut.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Tells forms of our own pages from those of others: a value only somebody who has read a page of
 * the session can know. The access filter's check of the origin stands before this.
 */
final class FormTokens {
  static String of(HttpRequest<?> request) {
    String session = Authentication.cookie(request).orElse("");
    return Sha256.hex("form:" + session);
  }

  /**
   * @throws HubException if the form is not from a page of this session
   */
  static void check(HttpRequest<?> request, @Nullable String form) {
    byte[] got = (form == null ? "" : form).getBytes(StandardCharsets.US_ASCII);
    if (!MessageDigest.isEqual(got, of(request).getBytes(StandardCharsets.US_ASCII))) {
      throw new HubException(
          ErrorCode.FORBIDDEN, "this form is not from a page of your session; load the page again");
    }
  }

  private FormTokens() {}
}
