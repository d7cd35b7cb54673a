package dev.ionosphere.edge.mqtt;

import dev.ionosphere.data.source.BrokerAddress;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A broker that does what a script says with each connection, and then ends it. */
final class TestingScriptedBroker implements AutoCloseable {

  static final int SUBSCRIBE = 0x82;
  static final int PUBACK = 0x40;

  @FunctionalInterface
  interface Script {
    void play(Connection connection) throws IOException;
  }

  private final ServerSocket server;
  private final Queue<Connection> open = new ConcurrentLinkedQueue<>();

  TestingScriptedBroker(Script script) throws IOException {
    server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(() -> accept(script));
  }

  private void accept(Script script) {
    try {
      while (true) {
        Connection connection = new Connection(server.accept());
        open.add(connection);
        Thread.ofPlatform().daemon().start(() -> play(script, connection));
      }
    } catch (IOException e) {
      // It is closed.
    }
  }

  private static void play(Script script, Connection connection) {
    try (connection) {
      script.play(connection);
    } catch (IOException e) {
      // The client has ended it.
    }
  }

  BrokerAddress address() {
    return new BrokerAddress(false, "127.0.0.1", server.getLocalPort());
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Connection connection : open) {
      connection.close();
    }
  }

  /** Packets of one client. */
  static final class Connection implements AutoCloseable {

    private final Socket socket;
    private final DataInputStream in;

    private Connection(Socket socket) throws IOException {
      this.socket = socket;
      this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    /** Reads a packet: its first byte, then what follows its length. */
    byte[] read() throws IOException {
      int first = in.readUnsignedByte();
      int length = 0;
      int shift = 0;
      int digit;
      do {
        digit = in.readUnsignedByte();
        length |= (digit & 0x7f) << shift;
        shift += 7;
      } while (digit > 0x7f);
      byte[] packet = new byte[1 + length];
      packet[0] = (byte) first;
      in.readFully(packet, 1, length);
      return packet;
    }

    byte[] readUntil(int first) throws IOException {
      byte[] packet = read();
      while ((packet[0] & 0xff) != first) {
        packet = read();
      }
      return packet;
    }

    void send(byte[]... packets) throws IOException {
      for (byte[] packet : packets) {
        socket.getOutputStream().write(packet);
      }
    }

    void send(int... packet) throws IOException {
      byte[] bytes = new byte[packet.length];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) packet[i];
      }
      send(List.of(bytes).toArray(byte[][]::new));
    }

    /** Lets the client in, and agrees to its subscription. */
    void letIn() throws IOException {
      read();
      send(0x20, 2, 0, 0);
      byte[] asked = readUntil(SUBSCRIBE);
      send(0x90, 3, asked[1], asked[2], 1);
    }

    /** Takes what comes until the client ends. */
    void listen() throws IOException {
      while (true) {
        read();
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  static byte[] message(int id, String topic, String payload) {
    return message(
        id, topic.getBytes(StandardCharsets.UTF_8), payload.getBytes(StandardCharsets.UTF_8));
  }

  /** With QoS 1. */
  static byte[] message(int id, byte[] topic, byte[] payload) {
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    packet.write(0x32);
    int left = 2 + topic.length + 2 + payload.length;
    do {
      packet.write(left % 128 + (left > 127 ? 128 : 0));
      left /= 128;
    } while (left > 0);
    packet.write(topic.length >> 8);
    packet.write(topic.length);
    packet.writeBytes(topic);
    packet.write(id >> 8);
    packet.write(id);
    packet.writeBytes(payload);
    return packet.toByteArray();
  }
}
