/**
 * Lists in pages: every list that can grow is read a piece at a time, what happens newest first.
 */
@NullMarked
package dev.ionosphere.api.page;

import org.jspecify.annotations.NullMarked;
