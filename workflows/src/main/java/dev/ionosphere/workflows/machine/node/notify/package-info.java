/** Node kind {@code notify}: tells people of what is seen at other nodes. */
@NullMarked
package dev.ionosphere.workflows.machine.node.notify;

import org.jspecify.annotations.NullMarked;
