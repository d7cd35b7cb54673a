/** What a worker has to register to carry IONs; start here when wiring one. */
@NullMarked
package dev.ionosphere.workflows.registration;

import org.jspecify.annotations.NullMarked;
