package dev.ionosphere.api.access;

import java.util.Optional;

/** Says which device a signed request comes from. */
public interface DeviceCredentials {

  /**
   * @param token the compact JWS of the Authorization header
   * @return nothing if the token does not prove an enrolled device for this very call
   */
  Optional<DeviceRequester> verify(String token, String method, String path);
}
