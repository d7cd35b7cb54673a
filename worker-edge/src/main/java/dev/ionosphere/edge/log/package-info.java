/** One line a record on standard output, with ion, node, device and trace id. */
@NullMarked
package dev.ionosphere.edge.log;

import org.jspecify.annotations.NullMarked;
