/**
 * Notices to people and their systems, by webhook and mail. Start reading at {@link
 * dev.ionosphere.activities.notice.NoticeSender}. What is told, and to whom, is decided elsewhere.
 */
@NullMarked
package dev.ionosphere.activities.notice;

import org.jspecify.annotations.NullMarked;
