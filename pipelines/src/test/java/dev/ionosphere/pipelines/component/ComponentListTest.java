package dev.ionosphere.pipelines.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The list that the worker reads from the jar. */
class ComponentListTest {

  @Test
  void eachNameIsThatOfItsMainClass() throws Exception {
    Properties components = read();
    assertThat(components.stringPropertyNames())
        .contains("kmeans", "random-forest", "logistic-regression");
    for (String name : components.stringPropertyNames()) {
      Class<?> main = Class.forName(components.getProperty(name));
      Component component = (Component) main.getDeclaredConstructor().newInstance();
      assertThat(component.name()).isEqualTo(name);
      assertThat(main.getMethod("main", String[].class)).isNotNull();
    }
  }

  private static Properties read() throws IOException {
    Properties components = new Properties();
    try (InputStream list =
        Component.class.getResourceAsStream("/META-INF/ionosphere/components.properties")) {
      components.load(list);
    }
    return components;
  }
}
