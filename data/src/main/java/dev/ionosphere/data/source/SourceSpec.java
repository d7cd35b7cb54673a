package dev.ionosphere.data.source;

import java.util.Optional;

/**
 * What the rows of a node come from, as its document states it. In texts <code>${device}</code>
 * stands for the device's id.
 */
public sealed interface SourceSpec {

  /** How it is called among the sources of its node, and by people. */
  String name();

  /**
   * A file that grows.
   *
   * @param path relative to the device's data
   */
  record File(String path) implements SourceSpec {
    @Override
    public String name() {
      return path;
    }
  }

  /**
   * Files of a folder, one after the other in the order of their names.
   *
   * @param path relative to the device's data
   * @param pattern of the names, see {@link NamePattern}
   */
  record Folder(String path, String pattern) implements SourceSpec {
    /** What is read where a document states no pattern. */
    public static final String ANY = "*";

    @Override
    public String name() {
      return "directory:" + path + "/" + pattern;
    }
  }

  /** Programs on the device's own machine push rows. */
  record Push() implements SourceSpec {
    @Override
    public String name() {
      return "http:";
    }
  }

  /**
   * Messages of an MQTT broker, each one row or more.
   *
   * @param topic which of them, see {@link TopicFilter}
   * @param qos 1: a message is acknowledged once it is on the device's disk; 0: the broker sends it
   *     once, and may lose it
   * @param login name of the secret on the device that holds user and password
   */
  record Mqtt(BrokerAddress broker, String topic, int qos, Optional<String> login)
      implements SourceSpec {
    @Override
    public String name() {
      return "mqtt:";
    }
  }
}
