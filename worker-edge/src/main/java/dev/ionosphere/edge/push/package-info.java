/**
 * The door on the device's loopback where programs push rows. {@link
 * dev.ionosphere.edge.push.PushDesk} decides, {@link dev.ionosphere.edge.push.PushServer} listens.
 */
@NullMarked
package dev.ionosphere.edge.push;

import org.jspecify.annotations.NullMarked;
