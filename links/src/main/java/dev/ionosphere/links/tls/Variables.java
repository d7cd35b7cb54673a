package dev.ionosphere.links.tls;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Environment variables, of which a blank one is not set. */
public record Variables(Map<String, String> all) {

  public Optional<String> value(String name) {
    return Optional.ofNullable(all.get(name)).map(String::strip).filter(text -> !text.isEmpty());
  }

  public Optional<PemFile> file(String name) {
    return value(name).map(text -> new PemFile(name, Path.of(text)));
  }

  /**
   * Whether two that go together are set.
   *
   * @throws IllegalArgumentException if only one of them is
   */
  public boolean both(String one, String other) {
    boolean set = value(one).isPresent();
    if (set != value(other).isPresent()) {
      throw new IllegalArgumentException(
          "%s is set and %s is not; allowed are both or none"
              .formatted(set ? one : other, set ? other : one));
    }
    return set;
  }
}
