/**
 * What the hub answers when it cannot do what it was asked: RFC 9457 problems, one code each. Start
 * at {@link dev.ionosphere.api.problem.ErrorCode}.
 */
@NullMarked
package dev.ionosphere.api.problem;

import org.jspecify.annotations.NullMarked;
