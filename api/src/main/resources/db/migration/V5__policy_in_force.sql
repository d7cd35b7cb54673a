-- Which document a workflow follows; it may be older than the one applied last, which waits for people.
alter table ion add column in_force varchar(80);

-- What became of a release.
alter table model_release add column proven_at timestamp with time zone;
alter table model_release add column rejected_at timestamp with time zone;

-- Stages and escalation: several roles, separated by commas.
alter table approval alter column approver_role set data type varchar(200);
