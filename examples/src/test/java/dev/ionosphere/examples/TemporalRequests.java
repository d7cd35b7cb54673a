package dev.ionosphere.examples;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the frontend of an installation's Temporal server was asked since it started. */
final class TemporalRequests {

  private static final Pattern REQUESTS =
      Pattern.compile("(?m)^service_requests\\{(.*)\\} ([0-9.e+]+)$");
  private static final Pattern OPERATION = Pattern.compile("operation=\"([^\"]*)\"");

  private TemporalRequests() {}

  /** By operation; polls for work are left out, they depend on how long it takes. */
  static Map<String, Double> of(LocalIon ion) {
    HubClient.Answer answer =
        new HubClient("http://127.0.0.1:" + ion.port("temporal-metrics"), Map.of())
            .send("GET", "/metrics", "", "");
    Map<String, Double> requests = new TreeMap<>();
    Matcher line = REQUESTS.matcher(answer.text());
    while (line.find()) {
      Matcher operation = OPERATION.matcher(line.group(1));
      if (line.group(1).contains("service_name=\"frontend\"")
          && operation.find()
          && !operation.group(1).startsWith("Poll")) {
        requests.merge(operation.group(1), Double.valueOf(line.group(2)), Double::sum);
      }
    }
    return requests;
  }
}
