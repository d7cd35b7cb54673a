package dev.ionosphere.spec.format.inference;

import dev.ionosphere.data.source.BrokerAddress;
import dev.ionosphere.data.source.SourceSpec;
import dev.ionosphere.data.source.TopicFilter;
import dev.ionosphere.spec.format.Fields;
import dev.ionosphere.spec.format.Quoted;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Messages of an MQTT broker that an inference node reads. */
final class MqttText {

  private static final String SECRET_ALLOWED =
      "the name of a secret on the device, 1 to 63 of a-z, 0-9 and inner dashes";
  private static final Pattern SECRET = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

  /** Empty if a finding says that it cannot be read. */
  static Optional<SourceSpec.Mqtt> read(Fields mqtt) {
    String broker = text(mqtt, "broker", BrokerAddress.ALLOWED, BrokerAddress::isOne);
    String topic = text(mqtt, "topic", TopicFilter.ALLOWED, TopicFilter::isOne);
    int qos = mqtt.integer("qos", 1, 0, 1);
    Optional<String> login = login(mqtt);
    mqtt.finish();
    return BrokerAddress.isOne(broker)
        ? Optional.of(new SourceSpec.Mqtt(BrokerAddress.of(broker), topic, qos, login))
        : Optional.empty();
  }

  private static Optional<String> login(Fields mqtt) {
    if (!mqtt.has("login")) {
      mqtt.take("login");
      return Optional.empty();
    }
    Fields login = mqtt.map("login");
    String name = text(login, "name", SECRET_ALLOWED, text -> SECRET.matcher(text).matches());
    login.finish();
    return Optional.of(name).filter(text -> !text.isEmpty());
  }

  private static String text(Fields fields, String name, String allowed, Predicate<String> fits) {
    String text = fields.needText(name, allowed);
    if (!text.isEmpty() && !fits.test(text)) {
      fields.findings().refused(fields.at(name), fields.pathOf(name), Quoted.of(text), allowed);
    }
    return text;
  }

  private MqttText() {}
}
