-- What the retention sweep looks for.
create index health_window_closed on health_window (closed_at);
create index health_point_judged on health_point (judged_at);
create index remembered_answer_time on remembered_answer (answered_at);
