package dev.ionosphere.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserDirectoriesTest {

  @Test
  void areBelowHome() {
    UserDirectories directories = UserDirectories.of(Map.of("HOME", "/home/ann"));
    assertThat(directories.config()).isEqualTo(Path.of("/home/ann/.config/ionosphere"));
    assertThat(directories.cache()).isEqualTo(Path.of("/home/ann/.cache/ionosphere"));
  }

  @Test
  void followTheXdgVariablesIfTheyAreAbsolute() {
    UserDirectories directories =
        UserDirectories.of(
            Map.of(
                "HOME", "/home/ann", "XDG_CONFIG_HOME", "/etc/ann", "XDG_CACHE_HOME", "/var/ann"));
    assertThat(directories.config()).isEqualTo(Path.of("/etc/ann/ionosphere"));
    assertThat(directories.cache()).isEqualTo(Path.of("/var/ann/ionosphere"));
    assertThat(
            UserDirectories.of(Map.of("HOME", "/home/ann", "XDG_CONFIG_HOME", "settings")).config())
        .isEqualTo(Path.of("/home/ann/.config/ionosphere"));
  }

  @Test
  void areThoseOfThePasswordFileWithoutHome() {
    assertThat(UserDirectories.of(Map.of("HOME", "")).home())
        .isEqualTo(Path.of(System.getProperty("user.home")));
  }
}
