package dev.ionosphere.api.access;

/** Says which device a signed request comes from. */
public interface DeviceCredentials {

  /**
   * @param token the compact JWS of the Authorization header
   */
  Standing verify(String token, String method, String path);

  /** What a token proves for this very call. */
  sealed interface Standing {

    /** An enrolled device asks. */
    record InService(DeviceRequester device) implements Standing {}

    /** A device asks that is none any more. */
    record Revoked(String detail) implements Standing {}

    /** It proves nothing. */
    record Unknown() implements Standing {}
  }
}
