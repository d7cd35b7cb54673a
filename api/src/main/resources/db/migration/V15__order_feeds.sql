-- How the device takes its orders: temporal, or poll: it asks the hub.
alter table device add column feed varchar(20) default 'temporal' not null;

create table awaited_answer ( -- what a cohort waits for of a device that fetches its orders
  id varchar(200) primary key, -- <device>:<ion>:<node>
  device varchar(63) not null,
  ion varchar(63) not null,
  node varchar(63) not null,
  generation bigint not null,
  model varchar(80) not null,
  cohort varchar(250) not null, -- workflow that is signalled
  asked_at timestamp with time zone not null,
  status varchar(20), -- once it has answered
  reason varchar(400)
);
create index awaited_answer_device on awaited_answer (device);
create index awaited_answer_answered on awaited_answer (status, cohort);
