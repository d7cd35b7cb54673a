-- The hub's database. The same script runs on H2 (PostgreSQL mode) and on PostgreSQL, so it keeps to
-- what both know: no jsonb, no arrays; structured values are JSON in text.

create table person (
  name varchar(63) primary key,
  roles varchar(200) not null,
  token_hash varchar(64) not null unique,
  created_at timestamp with time zone not null
);

create table session (
  id varchar(64) primary key, -- SHA-256 of the cookie
  person varchar(63) not null,
  expires_at timestamp with time zone not null
);

create table remembered_answer ( -- Idempotency-Key
  id varchar(64) primary key,
  request_hash varchar(64) not null,
  status integer not null,
  body text not null,
  answered_at timestamp with time zone not null
);

create table ion (
  name varchar(63) primary key,
  generation bigint not null,
  digest varchar(80) not null,
  document text not null,
  labels text not null,
  status varchar(20) not null,
  applied_by varchar(80) not null,
  applied_at timestamp with time zone not null,
  launched_at timestamp with time zone,
  version bigint not null
);

create table ion_generation (
  id varchar(100) primary key, -- <ion>:<generation>
  ion varchar(63) not null,
  generation bigint not null,
  digest varchar(80) not null,
  document text not null,
  applied_by varchar(80) not null,
  applied_at timestamp with time zone not null
);

create table approval (
  id varchar(200) primary key,
  ion varchar(63) not null,
  node varchar(63) not null,
  state varchar(20) not null,
  subject varchar(80) not null,
  candidate varchar(80) not null,
  current_digest varchar(80),
  approver_role varchar(40) not null,
  required integer not null,
  requester varchar(80) not null,
  opened_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  closed_at timestamp with time zone,
  evidence varchar(80),
  run varchar(200),
  targets text not null,
  reason text
);
create index approval_state on approval (state, opened_at);

create table approval_decision (
  id varchar(300) primary key, -- key of the timeline entry
  approval varchar(200) not null,
  decision varchar(20) not null,
  person varchar(80) not null,
  reason text not null,
  outcome varchar(20) not null,
  decided_at timestamp with time zone not null
);
create index approval_decision_approval on approval_decision (approval, decided_at);

create table training_run (
  id varchar(200) primary key,
  ion varchar(63) not null,
  node varchar(63) not null,
  state varchar(20) not null,
  reason varchar(40) not null,
  requester varchar(80) not null,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  digest varchar(80),
  metrics text not null,
  evidence varchar(80),
  error text
);
create index training_run_ion on training_run (ion, node, started_at);

create table run_progress (
  id varchar(200) primary key, -- the run
  ion varchar(63) not null,
  node varchar(63) not null,
  phase varchar(20) not null,
  stage varchar(400) not null,
  fraction double precision not null,
  tasks_done integer not null,
  tasks_known integer not null,
  counters text not null,
  log text not null,
  reported_at timestamp with time zone not null
);

create table model (
  digest varchar(80) primary key,
  ion varchar(63) not null,
  node varchar(63) not null,
  run varchar(200) not null,
  signature varchar(200) not null,
  key_id varchar(80) not null,
  bytes bigint not null,
  manifest text not null,
  metrics text not null,
  registered_at timestamp with time zone not null
);
create index model_ion on model (ion, registered_at);

create table model_release (
  id varchar(200) primary key, -- <ion>.<node>.<generation>
  ion varchar(63) not null,
  node varchar(63) not null,
  generation bigint not null,
  digest varchar(80) not null,
  allowed_by text not null,
  actor varchar(80) not null,
  released_at timestamp with time zone not null,
  sequence bigint not null
);
create index model_release_node on model_release (ion, node, generation);

create table device (
  id varchar(63) primary key,
  labels text not null,
  public_key varchar(200) not null,
  architecture varchar(40) not null,
  memory_mb bigint not null,
  agent_version varchar(40) not null,
  enrolled_by varchar(80) not null,
  enrolled_at timestamp with time zone not null,
  last_seen timestamp with time zone,
  spool_depth bigint not null,
  dropped bigint not null
);

create table device_token (
  id varchar(64) primary key, -- SHA-256 of the token
  device varchar(63) not null,
  labels text not null,
  created_by varchar(80) not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone
);

create table device_model (
  id varchar(200) primary key, -- <device>:<ion>:<node>
  device varchar(63) not null,
  ion varchar(63) not null,
  node varchar(63) not null,
  wanted_generation bigint not null,
  wanted_digest varchar(80),
  actual_generation bigint not null,
  actual_digest varchar(80),
  status varchar(20) not null,
  reason text not null,
  changed_at timestamp with time zone not null
);
create index device_model_node on device_model (ion, node);

create table device_activation ( -- what a device ran, from when on
  id bigint generated by default as identity primary key,
  device varchar(63) not null,
  ion varchar(63) not null,
  node varchar(63) not null,
  generation bigint not null,
  digest varchar(80) not null,
  since timestamp with time zone not null,
  source varchar(20) not null
);
create index device_activation_device on device_activation (device, since);

create table rollout (
  id varchar(250) primary key,
  ion varchar(63) not null,
  node varchar(63) not null,
  generation bigint not null,
  digest varchar(80) not null,
  state varchar(20) not null,
  waves text not null,
  devices integer not null,
  active integer not null,
  failed integer not null,
  silent integer not null,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone
);
create index rollout_ion on rollout (ion, started_at);

create table rollout_wave (
  id varchar(260) primary key, -- <rollout>:<wave>
  rollout varchar(250) not null,
  wave integer not null,
  asked integer not null,
  active integer not null,
  failed integer not null,
  silent integer not null,
  verdict varchar(20) not null,
  judged_at timestamp with time zone not null
);
create index rollout_wave_rollout on rollout_wave (rollout, wave);

create table timeline_record (
  id bigint generated by default as identity primary key,
  ion varchar(63) not null,
  sequence bigint not null,
  entry_key varchar(300) not null,
  occurred_at timestamp with time zone not null,
  kind varchar(40) not null,
  actor varchar(80) not null,
  subject varchar(300) not null,
  node varchar(63),
  cause varchar(300), -- key of the record that led to it
  evidence varchar(80),
  data text not null,
  workflow varchar(300) not null,
  workflow_run varchar(80) not null,
  previous varchar(64) not null,
  hash varchar(64) not null,
  constraint timeline_record_sequence unique (ion, sequence),
  -- The key first: H2 looks a list of keys up by the first column only.
  constraint timeline_record_key unique (entry_key, ion)
);
create index timeline_record_time on timeline_record (ion, occurred_at);

create table timeline_conflict ( -- a key that came again with other content
  id bigint generated by default as identity primary key,
  ion varchar(63) not null,
  entry_key varchar(300) not null,
  sequence bigint not null, -- of the record that has the key; 0 if it came in the same batch
  kind varchar(40) not null,
  content text not null, -- canonical JSON of what came
  workflow varchar(300) not null,
  workflow_run varchar(80) not null,
  seen_at timestamp with time zone not null
);
create index timeline_conflict_ion on timeline_conflict (ion, id);

create table timeline_checkpoint ( -- what the hub signed of a ledger
  id bigint generated by default as identity primary key,
  ion varchar(63) not null,
  sequence bigint not null,
  hash varchar(64) not null,
  signed_at timestamp with time zone not null,
  key_id varchar(80) not null,
  signature varchar(200) not null,
  constraint timeline_checkpoint_once unique (ion, sequence)
);

create table chain_tip (
  ion varchar(63) primary key,
  sequence bigint not null,
  hash varchar(64) not null
);

create table health_window (
  id bigint generated by default as identity primary key,
  device varchar(63) not null,
  ion varchar(63) not null,
  node varchar(63) not null,
  digest varchar(80) not null,
  generation bigint not null,
  sequence bigint not null,
  opened_at timestamp with time zone not null,
  closed_at timestamp with time zone not null,
  rows_scored bigint not null,
  first_row bigint not null,
  anomalies bigint not null,
  histograms text not null,
  predictions text not null,
  offline boolean not null,
  received_at timestamp with time zone not null,
  constraint health_window_once unique (device, ion, node, digest, sequence)
);
create index health_window_node on health_window (ion, node, digest, id);

create table device_health ( -- all windows of a device added up
  id varchar(300) primary key, -- <device>:<ion>:<node>:<digest>
  device varchar(63) not null,
  ion varchar(63) not null,
  node varchar(63) not null,
  digest varchar(80) not null,
  windows bigint not null,
  rows_scored bigint not null,
  anomalies bigint not null,
  offline_rows bigint not null,
  histograms text not null,
  predictions text not null,
  first_at timestamp with time zone not null,
  last_at timestamp with time zone not null
);
create index device_health_node on device_health (ion, node, digest);

create table anomaly (
  id bigint generated by default as identity primary key,
  device varchar(63) not null,
  ion varchar(63) not null,
  node varchar(63) not null,
  digest varchar(80) not null,
  row_number bigint not null,
  distance double precision not null,
  cluster integer not null,
  seen_at timestamp with time zone not null
);
create index anomaly_device on anomaly (device, id);

create table node_health (
  id varchar(130) primary key, -- <ion>.<node>
  ion varchar(63) not null,
  node varchar(63) not null,
  digest varchar(80) not null,
  drifted boolean not null,
  disagreeing integer not null, -- judgements in a row that contradict `drifted`
  similarity text not null,
  rows_judged bigint not null,
  judged_window bigint not null, -- newest window in the last judgement
  judged_at timestamp with time zone not null,
  reported_drifted boolean not null,
  reports bigint not null,
  reported_at timestamp with time zone
);

create table health_point ( -- judgements over time
  id bigint generated by default as identity primary key,
  ion varchar(63) not null,
  node varchar(63) not null,
  digest varchar(80) not null,
  similarity text not null,
  lowest double precision not null,
  rows_judged bigint not null,
  drifted boolean not null,
  judged_at timestamp with time zone not null
);
create index health_point_node on health_point (ion, node, id);

create table alert (
  id bigint generated by default as identity primary key,
  ion varchar(63) not null,
  node varchar(63),
  subject varchar(300) not null,
  kind varchar(40) not null,
  severity varchar(10) not null,
  message text not null,
  raised_at timestamp with time zone not null,
  cleared_at timestamp with time zone
);
create index alert_open on alert (ion, kind, subject, raised_at);
