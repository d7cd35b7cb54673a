package dev.ionosphere.edge.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.models.order.Envelope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/** How signed JSON is changed. */
final class Forgery {

  static byte[] cut(byte[] bytes, int parts) {
    return Arrays.copyOf(bytes, bytes.length / parts);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] text(byte[] json, UnaryOperator<String> change) {
    String before = new String(json, StandardCharsets.UTF_8);
    String after = change.apply(before);
    assertThat(after).isNotEqualTo(before);
    return bytes(after);
  }

  static String signature(byte[] order) {
    String all = new String(order, StandardCharsets.UTF_8);
    int at = all.lastIndexOf("\"sig\":\"") + 7;
    return all.substring(at, all.indexOf('"', at));
  }

  static String payload(Envelope envelope) {
    String all = new String(envelope.json(), StandardCharsets.UTF_8);
    int at = all.indexOf("\"payload\":\"") + 11;
    return all.substring(at, all.indexOf('"', at));
  }

  static byte[] unsigned(byte[] envelope) {
    return Envelope.parse(envelope).unsigned().json();
  }

  static byte[] zipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
      zip.write(bytes);
    }
    return zipped.toByteArray();
  }

  private Forgery() {}
}
