/** Who the device is: its own key, what the hub told it at enrolment. */
@NullMarked
package dev.ionosphere.edge.identity;

import org.jspecify.annotations.NullMarked;
