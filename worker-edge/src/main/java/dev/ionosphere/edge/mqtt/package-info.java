/**
 * Rows that come as messages of an MQTT broker. {@link dev.ionosphere.edge.mqtt.MqttLink} has a
 * {@link dev.ionosphere.edge.mqtt.Receiver} for each node that asks; {@link
 * dev.ionosphere.edge.mqtt.Intake} decides what becomes of a message. The client, Eclipse Paho, is
 * known to {@link dev.ionosphere.edge.mqtt.BrokerConnection} alone, and need not be there.
 */
@NullMarked
package dev.ionosphere.edge.mqtt;

import org.jspecify.annotations.NullMarked;
