package dev.ionosphere.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every program says the version that it was built from. */
class ProgramVersionIT {

  private static final Pattern VERSION =
      Pattern.compile("<artifactId>ionosphere</artifactId>\\s*<version>([^<]+)</version>");

  @Test
  void theCommandSaysIt() throws IOException {
    try (LocalIon ion = LocalIon.create("version", Map.of())) {
      assertThat(ion.ion("--version").strip()).isEqualTo("ion " + version());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"api", "cli", "worker-cloud", "worker-edge"})
  void theJarOfAProgramSaysIt(String module) throws IOException {
    Path jar = LocalIon.checkout().resolve("target/ionosphere/%s/%s.jar".formatted(module, module));
    try (JarFile file = new JarFile(jar.toFile())) {
      Attributes attributes = file.getManifest().getMainAttributes();
      assertThat(attributes.getValue(Attributes.Name.IMPLEMENTATION_VERSION)).isEqualTo(version());
    }
  }

  private static String version() {
    Matcher version = VERSION.matcher(LocalIon.read(LocalIon.checkout().resolve("pom.xml")));
    assertThat(version.find()).isTrue();
    return version.group(1);
  }
}
