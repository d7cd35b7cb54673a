package dev.ionosphere.edge.mqtt;

import dev.ionosphere.links.secret.SecretName;
import dev.ionosphere.links.secret.Secrets;

/**
 * User and password for a broker.
 *
 * @param secret name of what they are from
 */
record Login(String secret, String user, String password) {

  /**
   * Of a secret {@code user:password}.
   *
   * @throws BrokerException if it is another one
   * @throws dev.ionosphere.links.secret.SecretException if there is none
   */
  static Login of(String secret, Secrets secrets) throws BrokerException {
    String value = secrets.resolve(new SecretName(secret)).reveal();
    int colon = value.indexOf(':');
    if (colon < 1) {
      throw new BrokerException("secret '%s' is no user:password".formatted(secret));
    }
    return new Login(secret, value.substring(0, colon), value.substring(colon + 1));
  }

  @Override
  public String toString() {
    return "<login of secret " + secret + ">";
  }
}
