package dev.ionosphere.edge.mqtt;

import java.net.InetAddress;
import java.net.Socket;
import java.util.function.Supplier;
import javax.net.SocketFactory;

/** Makes sockets that know where they lead; a client that asks for others gets none. */
final class BrokerSockets extends SocketFactory {

  private final Supplier<Socket> make;

  BrokerSockets(Supplier<Socket> make) {
    this.make = make;
  }

  @Override
  public Socket createSocket() {
    return make.get();
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException("only the broker of the document is connected to");
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    return createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    return createSocket(host.getHostName(), port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    return createSocket(host.getHostName(), port);
  }
}
