-- Which enrolment of its name a device is.
alter table device add column incarnation bigint default 1 not null;
-- Records that it could not read, or that were refused; they are kept on it.
alter table device add column put_aside bigint default 0 not null;

-- A record of a spool counts once by device, incarnation, lane and sequence. Lanes come in order: the newest number is enough.
create table report_lane (
  id varchar(160) primary key, -- <device>:<incarnation>:<lane>
  device varchar(63) not null,
  incarnation bigint not null,
  lane varchar(64) not null,
  newest bigint not null,
  reported_at timestamp with time zone not null
);
create index report_lane_device on report_lane (device, reported_at);

create table refused_record ( -- so that the same one is refused again, in the same words
  id varchar(190) primary key, -- <lane id>:<sequence>
  lane varchar(160) not null,
  sequence bigint not null,
  reason varchar(400) not null,
  refused_at timestamp with time zone not null
);
create index refused_record_lane on refused_record (lane, sequence);

-- A window was counted once by its number, which begins anew when a device is flashed. After an unclean stop the same window may come
-- as another record: then its content says so.
alter table health_window add column incarnation bigint default 1 not null;
alter table health_window add column body_hash varchar(64);
alter table health_window drop constraint health_window_once;
alter table health_window add constraint health_window_body unique (device, incarnation, body_hash);
