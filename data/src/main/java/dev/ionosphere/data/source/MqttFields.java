package dev.ionosphere.data.source;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Messages of a broker as {@link SourceFields} gives them. */
final class MqttFields {

  private static final Pattern SECRET = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  static Map<String, Object> of(SourceSpec.Mqtt mqtt) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("broker", mqtt.broker().text());
    fields.put("topic", mqtt.topic());
    fields.put("qos", mqtt.qos());
    mqtt.login().ifPresent(name -> fields.put("login", Map.of("name", name)));
    return fields;
  }

  static SourceSpec.Mqtt of(@Nullable Object stated) {
    Map<?, ?> fields = map("mqtt", stated, Set.of("broker", "topic", "qos", "login"));
    String broker = SourceFields.text(fields, "broker", "mqtt.broker");
    if (!BrokerAddress.isOne(broker)) {
      throw new SourceFieldException(
          "mqtt.broker", SourceFields.shown(broker), BrokerAddress.ALLOWED);
    }
    String topic = SourceFields.text(fields, "topic", "mqtt.topic");
    if (!TopicFilter.isOne(topic)) {
      throw new SourceFieldException("mqtt.topic", SourceFields.shown(topic), TopicFilter.ALLOWED);
    }
    @Nullable Object qos = fields.containsKey("qos") ? fields.get("qos") : 1;
    if (!(qos instanceof Number number) || number.doubleValue() != 0 && number.doubleValue() != 1) {
      throw new SourceFieldException("mqtt.qos", SourceFields.shown(qos), "0 or 1");
    }
    return new SourceSpec.Mqtt(BrokerAddress.of(broker), topic, number.intValue(), login(fields));
  }

  private static Optional<String> login(Map<?, ?> mqtt) {
    if (!mqtt.containsKey("login")) {
      return Optional.empty();
    }
    Map<?, ?> login = map("mqtt.login", mqtt.get("login"), Set.of("name"));
    String name = SourceFields.text(login, "name", "mqtt.login.name");
    if (!SECRET.matcher(name).matches()) {
      throw new SourceFieldException(
          "mqtt.login.name", SourceFields.shown(name), "1 to 63 of a-z, 0-9 and inner dashes");
    }
    return Optional.of(name);
  }

  private static Map<?, ?> map(String field, @Nullable Object value, Set<String> known) {
    if (!(value instanceof Map<?, ?> fields)) {
      throw new SourceFieldException(field, SourceFields.shown(value), "a map");
    }
    for (Object name : fields.keySet()) {
      if (!known.contains(name)) {
        throw new SourceFieldException(
            field,
            "an unknown field " + SourceFields.shown(name),
            String.join(", ", new TreeSet<>(known)));
      }
    }
    return fields;
  }

  private MqttFields() {}
}
