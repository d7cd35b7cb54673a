package dev.ionosphere.examples.docker;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What of a compose file can be right or wrong without running it.
 *
 * @param volumes the named ones
 * @param secrets the file of each, relative to the compose file
 */
record ComposeFile(
    Map<String, Service> services, List<String> volumes, Map<String, String> secrets) {

  /**
   * One service.
   *
   * @param context of the build, empty for an image that somebody else built
   */
  record Service(
      String context,
      String dockerfile,
      String target,
      Map<String, String> environment,
      List<String> ports,
      List<String> volumes,
      List<String> secrets,
      List<String> command,
      List<String> needs) {

    boolean ours() {
      return !context.isEmpty();
    }
  }

  static ComposeFile read(String yaml) {
    Map<?, ?> file = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(yaml);
    Map<String, Service> services = new TreeMap<>();
    map(file, "services")
        .forEach((name, service) -> services.put(name, service((Map<?, ?>) service)));
    Map<String, String> secrets = new TreeMap<>();
    map(file, "secrets").forEach((name, s) -> secrets.put(name, map(s).get("file").toString()));
    return new ComposeFile(services, List.copyOf(map(file, "volumes").keySet()), secrets);
  }

  private static Service service(Map<?, ?> service) {
    Map<String, Object> build = map(service, "build");
    Map<String, String> environment = new TreeMap<>();
    map(service, "environment").forEach((name, value) -> environment.put(name, value.toString()));
    Object needs = service.get("depends_on");
    return new Service(
        build.getOrDefault("context", "").toString(),
        build.getOrDefault("dockerfile", "").toString(),
        build.getOrDefault("target", "").toString(),
        environment,
        list(service.get("ports")),
        list(service.get("volumes")),
        list(service.get("secrets")),
        list(service.get("command")),
        needs instanceof Map<?, ?> conditions
            ? List.copyOf(map(conditions).keySet())
            : list(needs));
  }

  private static Map<String, Object> map(Map<?, ?> parent, String name) {
    Object child = parent.get(name);
    return child == null ? Map.of() : map(child);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  private static List<String> list(Object value) {
    return value == null ? List.of() : ((List<?>) value).stream().map(Object::toString).toList();
  }
}
