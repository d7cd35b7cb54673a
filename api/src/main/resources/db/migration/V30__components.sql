create table component ( -- programs that people pushed; a version stays what it was, deleted or not
  id varchar(128) primary key, -- name@version
  name varchar(63) not null,
  version varchar(64) not null,
  digest varchar(80) not null,
  archive varchar(64) not null, -- name of the blob
  archive_bytes bigint not null,
  files integer not null,
  bytes bigint not null,
  manifest text not null,
  source varchar(500) not null,
  pushed_by varchar(63) not null,
  pushed_at timestamp with time zone not null,
  deleted_by varchar(63),
  deleted_at timestamp with time zone
);
create index component_name on component (name, pushed_at);
