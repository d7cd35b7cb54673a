-- A node is judged for each model that runs there, also while a rollout goes on and after it failed.
alter table node_health alter column id set data type varchar(210); -- <ion>.<node>.<digest>
update node_health set id = ion || '.' || node || '.' || digest;
alter table node_health drop column judged_window;
-- What was judged last: counts as JSON, and what each check said; null until it is judged again.
alter table node_health add column sums text;
alter table node_health add column findings text default '[]' not null;
alter table node_health add column raised varchar(400) default '' not null; -- signals, with commas
update node_health set raised = 'DRIFT' where drifted;
alter table node_health add column seen_from timestamp with time zone;
alter table node_health add column seen_until timestamp with time zone;
create index node_health_node on node_health (ion, node);

-- Start of the rows that were judged; null for those of before.
alter table health_point add column seen_from timestamp with time zone;
create index health_point_seen on health_point (ion, node, digest, seen_from);

-- What the judge goes on from, for each device and, where device is empty, for all together.
create table health_track (
  id varchar(300) primary key, -- <ion>.<node>.<digest>:<device>
  ion varchar(63) not null,
  node varchar(63) not null,
  digest varchar(80) not null,
  device varchar(63) not null,
  track text not null,
  raised varchar(400) not null, -- signals, with commas
  findings text not null,
  score double precision not null, -- lowest similarity at the last judgement, 1 before
  usual double precision not null, -- rows that come in a bucket that has any
  source text, -- of the newest bucket
  since timestamp with time zone not null,
  closed_at timestamp with time zone not null,
  rows_judged bigint not null
);
create index health_track_node on health_track (ion, node, digest, device);
