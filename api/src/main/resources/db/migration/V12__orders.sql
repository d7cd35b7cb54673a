-- Tickets that the hub signed: what it knows of decisions by itself, whatever a workflow tells.
create table issued_ticket (
  id varchar(80) primary key,
  signing_key varchar(80) not null,
  act varchar(40) not null,
  target varchar(200) not null, -- approval, pending change or ION
  subject varchar(80) not null,
  person varchar(80) not null,
  on_behalf_of varchar(80),
  roles text not null,
  issued_at timestamp with time zone not null,
  expires_at timestamp with time zone not null
);
create index issued_ticket_target on issued_ticket (target, act);

-- The ticket of a decision. Decisions from before are believed as they were told.
alter table approval_decision add column ticket varchar(80);
alter table approval_decision add column earlier boolean default true not null;
alter table approval_decision alter column earlier set default false;

-- Documents that the hub knows to be followed, newest last.
create table accepted_document (
  id varchar(100) primary key, -- <ion>:<generation>
  ion varchar(63) not null,
  generation bigint not null,
  digest varchar(80) not null,
  basis text not null,
  accepted_at timestamp with time zone not null
);
create index accepted_document_ion on accepted_document (ion, generation);
insert into accepted_document (id, ion, generation, digest, basis, accepted_at)
  select g.id, g.ion, g.generation, g.digest, 'followed before orders were signed', g.applied_at
  from ion_generation g join ion i on i.name = g.ion and i.in_force = g.digest;

-- Releases from before statements were signed are believed as they were told.
alter table model_release add column earlier boolean default true not null;
alter table model_release alter column earlier set default false;

-- That a model may run at a node, in the hub's own word.
create table signed_release (
  id varchar(220) primary key, -- <ion>.<node>:<model>
  ion varchar(63) not null,
  node varchar(63) not null,
  model varchar(80) not null,
  basis varchar(20) not null,
  statement text not null, -- DSSE envelope
  signed_at timestamp with time zone not null
);

-- Roots of trust, each followed by the next.
create table order_root (
  version bigint primary key,
  state_epoch bigint not null,
  root text not null, -- DSSE envelope
  made_by varchar(63) not null,
  made_at timestamp with time zone not null
);

-- What each device is to run: one row a node.
create table assigned_node (
  id varchar(200) primary key, -- <device>:<ion>:<node>
  device varchar(63) not null,
  ion varchar(63) not null,
  node varchar(63) not null,
  generation bigint not null,
  model varchar(80) not null,
  every_millis bigint not null,
  file text not null,
  batch integer not null,
  assigned_at timestamp with time zone not null
);
create index assigned_node_device on assigned_node (device);
create index assigned_node_node on assigned_node (ion, node);

-- The newest assignment that was signed for each device.
create table device_assignment (
  device varchar(63) primary key,
  incarnation bigint not null,
  epoch bigint not null,
  version bigint not null,
  assignment text not null, -- DSSE envelope
  issued_at timestamp with time zone not null,
  expires_at timestamp with time zone not null
);
