/** Approvals, decisions and the signed tickets that carry them. */
@NullMarked
package dev.ionosphere.workflows.approval;

import org.jspecify.annotations.NullMarked;
