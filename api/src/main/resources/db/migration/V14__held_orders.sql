-- What devices say that they hold. A device that holds what the hub has not signed is a conflict for a person: the hub was restored.
create table held_order (
  device varchar(63) primary key,
  incarnation bigint not null,
  epoch bigint not null,
  version bigint not null,
  digest varchar(80) not null, -- of the assignment
  root bigint not null,
  root_digest varchar(80) not null,
  held_since timestamp with time zone not null, -- when it was first said
  conflict varchar(20), -- newer, other-content, other-root; null: the hub signed it
  conflict_since timestamp with time zone,
  overruled varchar(80) -- digest that a person said does not count
);
create index held_order_conflict on held_order (conflict);

-- What was signed under each number of the last months, so that the same number with other content is seen.
create table order_digest (
  id varchar(120) primary key, -- <device>:<epoch>.<version>
  device varchar(63) not null,
  digest varchar(80) not null,
  signed_at timestamp with time zone not null
);
create index order_digest_device on order_digest (device, signed_at);

-- Why a root of trust was made.
alter table order_root add column reason varchar(1200) default '' not null;
