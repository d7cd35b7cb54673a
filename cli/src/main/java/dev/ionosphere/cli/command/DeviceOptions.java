package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ionosphere.cli.rest.HubClient;
import dev.ionosphere.cli.terminal.Terminal;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** The machine that is to be a device. */
final class DeviceOptions {
  @Parameters(paramLabel = "DEVICE", description = "Id of the device, unique in the fleet.")
  private String id = "";

  @Option(
      names = "--label",
      paramLabel = "KEY=VALUE",
      converter = LabelConverter.class,
      description =
          "A label that selectors of documents match, such as role=pump. Repeatable. With --replace"
              + " and no label, the device keeps those it has.")
  private List<Map.Entry<String, String>> given = new ArrayList<>();

  @Option(
      names = "--replace",
      description =
          "Lets another machine take the name of a device that is enrolled. The one before is"
              + " refused from then on.")
  private boolean replace;

  String id() {
    return id;
  }

  Map<String, String> labels() {
    Map<String, String> labels = new LinkedHashMap<>();
    given.forEach(label -> labels.put(label.getKey(), label.getValue()));
    return labels;
  }

  String token(HubClient hub) {
    ObjectNode request = JsonNodeFactory.instance.objectNode().put("device", id);
    if (!replace || !given.isEmpty()) {
      ObjectNode labelsJson = request.putObject("labels");
      labels().forEach(labelsJson::put);
    }
    if (replace) {
      request.put("replace", true);
    }
    return hub.post(HubOptions.api("/devices/tokens"), request).path("token").asText();
  }

  /** Prints a token alone on standard output, and what the device needs on standard error. */
  void print(Session session, HubClient hub) {
    String token = token(hub);
    Terminal terminal = session.terminal();
    terminal.error("The device needs ION_HUB_URL=" + hub.hub() + " and ION_DEVICE=" + id);
    hub.authority()
        .ifPresent(file ->
            terminal.error("and ION_HUB_CA, which names a copy of " + file + " on the device."));
    if (isLoopback(hub.hub())) {
      terminal.error(
          "Only this machine reaches that address. For a device elsewhere: `ion up --bind ADDRESS`.");
    }
    terminal.error(
        "The token for ION_ENROL_TOKEN follows. It is shown only now, and good once, for 24 hours.");
    terminal.line(token);
  }

  private static boolean isLoopback(URI hub) {
    String host = String.valueOf(hub.getHost());
    return host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
  }

  /** A label as it is typed; the hub says which keys and values it takes. */
  static final class LabelConverter implements ITypeConverter<Map.Entry<String, String>> {
    @Override
    public Map.Entry<String, String> convert(String text) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        throw new TypeConversionException("'" + text + "' is no label; allowed: KEY=VALUE");
      }
      return Map.entry(text.substring(0, equals), text.substring(equals + 1));
    }
  }
}
