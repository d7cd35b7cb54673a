/**
 * Expressions that judge: yes, no, or inconclusive. Start reading at {@link
 * dev.ionosphere.expressions.Expression}. The language is CEL; its library stays behind the types
 * of this package, and so do its exceptions.
 */
@NullMarked
package dev.ionosphere.expressions;

import org.jspecify.annotations.NullMarked;
