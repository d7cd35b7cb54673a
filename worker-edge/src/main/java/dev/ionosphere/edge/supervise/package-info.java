/** What happens to a thread that fails: it is said, and started again, or the agent ends. */
@NullMarked
package dev.ionosphere.edge.supervise;

import org.jspecify.annotations.NullMarked;
