/** The page of notices. Start at {@link dev.ionosphere.api.dashboard.notice.NoticePages}. */
@NullMarked
package dev.ionosphere.api.dashboard.notice;

import org.jspecify.annotations.NullMarked;
