package dev.ionosphere.edge.mqtt;

/** Whether this agent was started with an MQTT client; nothing of it is loaded here. */
final class MqttClients {

  private static final String CLIENT = "org.eclipse.paho.client.mqttv3.MqttAsyncClient";

  static boolean available() {
    try {
      Class<?> unused = Class.forName(CLIENT, false, MqttClients.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private MqttClients() {}
}
