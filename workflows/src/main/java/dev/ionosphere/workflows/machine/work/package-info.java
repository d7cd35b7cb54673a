/** Long work as the machine sees it: wanted, under way, ended. Who does it lives elsewhere. */
@NullMarked
package dev.ionosphere.workflows.machine.work;

import org.jspecify.annotations.NullMarked;
