/**
 * Who is told of alerts, approvals and lost notices, and what became of each notice. Start reading
 * at {@link dev.ionosphere.api.notification.NoticeTurn}. What a worker sends, and how, is not known
 * here.
 */
@NullMarked
package dev.ionosphere.api.notification;

import org.jspecify.annotations.NullMarked;
