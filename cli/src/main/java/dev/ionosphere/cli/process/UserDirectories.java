package dev.ionosphere.cli.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a person's settings and caches lie: {@code $HOME} and the XDG variables, as other programs
 * read them. Java's {@code user.home} comes from the password file and ignores {@code $HOME}.
 *
 * @param home as a last resort, the one of the password file
 */
public record UserDirectories(Path home, Path config, Path cache) {

  public static UserDirectories of(Map<String, String> environment) {
    Path home = absolute(environment, "HOME", Path.of(System.getProperty("user.home")));
    Path macCache = home.resolve("Library/Caches");
    return new UserDirectories(
        home,
        absolute(environment, "XDG_CONFIG_HOME", home.resolve(".config")).resolve("ionosphere"),
        absolute(
                environment,
                "XDG_CACHE_HOME",
                Files.isDirectory(macCache) ? macCache : home.resolve(".cache"))
            .resolve("ionosphere"));
  }

  /** The XDG rules: a path that is not absolute is ignored. */
  private static Path absolute(Map<String, String> environment, String name, Path otherwise) {
    String given = environment.getOrDefault(name, "");
    return given.startsWith("/") ? Path.of(given) : otherwise;
  }
}
