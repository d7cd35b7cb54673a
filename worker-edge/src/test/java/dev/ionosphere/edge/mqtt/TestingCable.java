package dev.ionosphere.edge.mqtt;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What lies between a device and a broker: it can lose what the device says, and break. */
final class TestingCable implements Closeable {

  private final ServerSocket door;
  private final int to;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private volatile boolean deaf;

  TestingCable(int to) throws IOException {
    this.to = to;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  /** From now on nothing that the device says arrives. */
  void loseAnswers() {
    deaf = true;
  }

  /** Ends the connections; new ones are whole again. */
  void breaks() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
    open.clear();
    deaf = false;
  }

  private void accept() {
    try {
      while (true) {
        Socket device = door.accept();
        Socket broker = new Socket(InetAddress.getLoopbackAddress(), to);
        open.addAll(List.of(device, broker));
        Thread.ofPlatform().daemon().start(() -> copy(device, broker, true));
        Thread.ofPlatform().daemon().start(() -> copy(broker, device, false));
      }
    } catch (IOException e) {
      // It was closed.
    }
  }

  private void copy(Socket from, Socket into, boolean fromDevice) {
    byte[] bytes = new byte[8_192];
    try (from;
        into) {
      InputStream in = from.getInputStream();
      OutputStream out = into.getOutputStream();
      int count = in.read(bytes);
      while (count >= 0) {
        if (!(fromDevice && deaf)) {
          out.write(bytes, 0, count);
        }
        count = in.read(bytes);
      }
    } catch (IOException e) {
      // It broke.
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    breaks();
  }
}
