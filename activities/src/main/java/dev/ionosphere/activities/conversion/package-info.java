/**
 * What programs of people's own leave, made into what a model package is made of: a scoring plan
 * with the program's own answers to golden rows, and a baseline of the rows that it learned from.
 */
@NullMarked
package dev.ionosphere.activities.conversion;

import org.jspecify.annotations.NullMarked;
