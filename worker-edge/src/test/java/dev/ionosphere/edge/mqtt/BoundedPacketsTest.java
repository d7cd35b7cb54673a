package dev.ionosphere.edge.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.eclipse.paho.client.mqttv3.internal.wire.MqttPublish;
import org.eclipse.paho.client.mqttv3.internal.wire.MqttWireMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedPacketsTest {

  private static final int PUBLISH_QOS_1 = 0x32;
  private static final byte[] CONNACK = {0x20, 2, 0, 0};
  private static final byte[] TOPIC = {0, 3, 's', '/', 'a'};

  @Test
  void letsThroughWhatIsShort() throws IOException {
    byte[] packets = join(CONNACK, packet(PUBLISH_QOS_1, 5), packet(PUBLISH_QOS_1, 100_000));
    assertThat(new BoundedPackets(new ByteArrayInputStream(packets)).readAllBytes())
        .isEqualTo(packets);
  }

  @Test
  void cutsOffTheEndOfALongMessageAndGoesOnBehindIt() throws IOException {
    byte[] packets = join(packet(PUBLISH_QOS_1, 1_000_000), CONNACK);
    byte[] read = new BoundedPackets(new ByteArrayInputStream(packets)).readAllBytes();
    byte[] cut = packet(PUBLISH_QOS_1, BoundedPackets.MOST_PACKET);
    assertThat(read).isEqualTo(join(cut, CONNACK));
    assertThat(BoundedPackets.MOST_PACKET - 65_539).isGreaterThan(Message.MOST);
  }

  @Test
  void theLongestPacketOfAllTakesNoMemory() throws IOException {
    InputStream endless =
        new InputStream() {
          private final byte[] head = join(head(PUBLISH_QOS_1, 268_435_455), TOPIC);
          private int at;

          @Override
          public int read() {
            return at < head.length ? head[at++] & 0xff : 0;
          }

          @Override
          public int read(byte[] into, int from, int length) {
            return length;
          }
        };
    BoundedPackets packets = new BoundedPackets(endless);
    int unused = packets.readNBytes(BoundedPackets.MOST_PACKET + 4).length;
    // What is behind it is no packet of a broker; it is reached.
    assertThatThrownBy(packets::read).hasMessageContaining("type 0");
  }

  @Test
  void goesOnAfterATimeoutAnywhere() throws IOException {
    byte[] packets =
        join(CONNACK, packet(PUBLISH_QOS_1, 300), packet(PUBLISH_QOS_1, 500_000), CONNACK);
    byte[] whole = new BoundedPackets(new ByteArrayInputStream(packets)).readAllBytes();
    Random random = new Random(7);
    ByteArrayInputStream all = new ByteArrayInputStream(packets);
    InputStream slow =
        new InputStream() {
          @Override
          public int read() throws IOException {
            pause();
            return all.read();
          }

          @Override
          public int read(byte[] into, int from, int length) throws IOException {
            pause();
            return all.read(into, from, Math.min(length, 1 + random.nextInt(10_000)));
          }

          private void pause() throws IOException {
            if (random.nextBoolean()) {
              throw new SocketTimeoutException();
            }
          }
        };
    BoundedPackets bounded = new BoundedPackets(slow);
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    byte[] some = new byte[4_096];
    int count = 0;
    while (count >= 0) {
      try {
        count = bounded.read(some);
        read.write(some, 0, Math.max(0, count));
      } catch (SocketTimeoutException later) {
        // Again.
      }
    }
    assertThat(read.toByteArray()).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x00, 0x10, 0x34, 0x36, 0x40, 0x62, 0x82, 0xa2, 0xc0, 0xe0, 0xf0})
  void isNotSentWhatNoClientIsSent(int first) {
    assertThatThrownBy(() -> bounded(packet(first, 4)).read()).isInstanceOf(IOException.class);
  }

  /** The client takes one that ends in the middle for the end of the connection. */
  @Test
  void noMessageIsShorterThanItsTopic() {
    assertThatThrownBy(() -> bounded(packet(PUBLISH_QOS_1, 0)).read())
        .hasMessageContaining("a message of 0 bytes, in which its topic does not end");
    assertThatThrownBy(() -> bounded(packet(PUBLISH_QOS_1, 4)).read())
        .hasMessageContaining("a message of 4 bytes");
  }

  /** Its thread ends of one, and the message comes again for ever. */
  @Test
  void theClientSeesNoTopicThatItDoesNotTake() throws IOException {
    List<byte[]> wrong =
        List.of(
            new byte[] {'s', 1},
            new byte[] {(byte) 0xff, (byte) 0xfe},
            "s/\uFDD0".getBytes(StandardCharsets.UTF_8),
            "s/\uFFFE".getBytes(StandardCharsets.UTF_8),
            new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80});
    for (byte[] topic : wrong) {
      assertThat(bounded(join(message(topic, "\0\7rows"), CONNACK)).readAllBytes())
          .isEqualTo(join(message(new byte[0], "\0\7rows"), CONNACK));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s/a",
        "",
        "s/\uFF21\uFF08\u6E29\uFF09",
        "s/\uFEFF",
        "s/\uD83D\uDE00",
        "s/\uFFFD",
        "\uE100\uE9FF"
      })
  void topicsComeAsTheyWereSent(String topic) throws Exception {
    byte[] sent = message(topic.getBytes(StandardCharsets.UTF_8), "\0\7rows");
    MqttPublish read =
        (MqttPublish) MqttWireMessage.createWireMessage(bounded(sent).readAllBytes());
    assertThat(ClientTopic.read(read.getTopicName())).isEqualTo(topic);
    assertThat(read.getMessageId()).isEqualTo(7);
    assertThat(read.getMessage().getPayload()).isEqualTo("rows".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void anAnswerIsAsLongAsTheyAre() {
    assertThatThrownBy(() -> bounded(packet(0x90, 5_000)).read())
        .hasMessageContaining("type 9 with 5000 bytes");
    assertThatThrownBy(() -> bounded(packet(0x90, 2)).read())
        .hasMessageContaining("type 9 with 2 bytes");
    assertThatThrownBy(() -> bounded(packet(0x20, 0)).read())
        .hasMessageContaining("type 2 with 0 bytes");
    assertThatThrownBy(() -> bounded(new byte[] {0x32, -1, -1, -1, -1, 1}).read())
        .hasMessageContaining("no end");
  }

  private static BoundedPackets bounded(byte[] packet) {
    return new BoundedPackets(new ByteArrayInputStream(packet));
  }

  /** A packet whose content tells where in it one is; that of a message begins with a topic. */
  private static byte[] packet(int first, int length) {
    byte[] content = new byte[length];
    for (int i = 0; i < length; i++) {
      content[i] = (byte) (i * 31);
    }
    if (first >> 4 == 3) {
      System.arraycopy(TOPIC, 0, content, 0, Math.min(length, TOPIC.length));
    }
    return join(head(first, length), content);
  }

  private static byte[] message(byte[] topic, String rest) {
    byte[] length = {(byte) (topic.length >> 8), (byte) topic.length};
    byte[] content = join(length, topic, rest.getBytes(StandardCharsets.UTF_8));
    return join(head(PUBLISH_QOS_1, content.length), content);
  }

  private static byte[] head(int first, int length) {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    head.write(first);
    int left = length;
    do {
      head.write(left % 128 + (left > 127 ? 128 : 0));
      left /= 128;
    } while (left > 0);
    return head.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }
}
