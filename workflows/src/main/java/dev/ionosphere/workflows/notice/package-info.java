/**
 * Notices to people and their systems, as messages, and the workflow that delivers one. Start
 * reading at {@link dev.ionosphere.workflows.notice.NoticeActivities}. Who is told what is decided
 * elsewhere.
 */
@NullMarked
package dev.ionosphere.workflows.notice;

import org.jspecify.annotations.NullMarked;
