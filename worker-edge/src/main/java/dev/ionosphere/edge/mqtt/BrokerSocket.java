package dev.ionosphere.edge.mqtt;

import dev.ionosphere.data.source.BrokerAddress;
import dev.ionosphere.links.tls.ServerTrust;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A connection to one broker and no other, with TLS if its address says so; then its certificate
 * has to be for its name.
 */
final class BrokerSocket extends Socket {

  private final BrokerAddress broker;
  private final ServerTrust trust;
  private final boolean mayBeElsewhere;
  private final UnsentAnswers answers;
  private volatile Socket connected = new Socket();

  /**
   * @param mayBeElsewhere whether it may lead beyond this machine
   */
  BrokerSocket(
      BrokerAddress broker, ServerTrust trust, boolean mayBeElsewhere, UnsentAnswers answers) {
    this.broker = broker;
    this.trust = trust;
    this.mayBeElsewhere = mayBeElsewhere;
    this.answers = answers;
  }

  /** Connects to the broker, whatever is asked for. */
  @Override
  public void connect(SocketAddress unused, int timeout) throws IOException {
    InetAddress host = InetAddress.getByName(broker.host());
    if (!mayBeElsewhere && !host.isLoopbackAddress()) {
      throw new BrokerException(
          "%s is not on this machine, and is spoken with without TLS only if this device lists it: use mqtts://, or add it to %s"
              .formatted(broker, BrokerPolicy.VARIABLE));
    }
    Socket plain = connected;
    plain.connect(new InetSocketAddress(host, broker.port()), timeout);
    if (broker.tls()) {
      connected = secured(plain, timeout);
    }
  }

  private Socket secured(Socket plain, int timeout) throws IOException {
    SSLSocket secured =
        (SSLSocket)
            trust
                .context()
                .getSocketFactory()
                .createSocket(plain, broker.host(), broker.port(), true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.setSoTimeout(timeout);
    try {
      secured.startHandshake();
      return secured;
    } catch (IOException | RuntimeException e) {
      secured.close();
      throw e;
    }
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new BoundedPackets(connected.getInputStream());
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return answers.leaving(connected.getOutputStream());
  }

  @Override
  public void setSoTimeout(int timeout) throws SocketException {
    connected.setSoTimeout(timeout);
  }

  @Override
  public void close() throws IOException {
    connected.close();
  }
}
