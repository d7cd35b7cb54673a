/** Lists in pages: every list that can grow is read from its newest end, a piece at a time. */
@NullMarked
package dev.ionosphere.api.page;

import org.jspecify.annotations.NullMarked;
