package dev.ionosphere.api.access;

import dev.ionosphere.api.problem.ErrorCode;
import io.micronaut.http.HttpRequest;
import java.io.IOException;

/** Says which device a signed request comes from. */
public interface DeviceCredentials {

  /**
   * Looks at the request before anything else reads it, also at its body.
   *
   * @throws IOException if the body does not come
   */
  Standing verify(HttpRequest<?> request) throws IOException;

  /** What the signature of this very request proves. */
  sealed interface Standing {

    /** An enrolled device asks. */
    record InService(DeviceRequester device) implements Standing {}

    /** A device asks that is none any more. */
    record Revoked(String detail) implements Standing {}

    /** It proves nothing, and why. */
    record Refused(ErrorCode code, String detail) implements Standing {}
  }
}
