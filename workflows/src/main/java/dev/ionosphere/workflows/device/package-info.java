/** How a device is asked through Temporal. */
@NullMarked
package dev.ionosphere.workflows.device;

import org.jspecify.annotations.NullMarked;
