-- Keys that tickets are signed with. The private halves are in secrets/, never here.
create table ticket_key (
  id varchar(80) primary key,
  public_key varchar(200) not null,
  created_at timestamp with time zone not null,
  created_by varchar(63) not null,
  command varchar(80) not null unique, -- the rotation that made it; the same one again makes no other
  retires_at timestamp with time zone, -- no new ticket is signed with it, and from then on none is believed
  retired_at timestamp with time zone -- every running ION has been told, and the private half is gone
);

create table ion_ticket_keys ( -- what a running ION was last told to believe
  ion varchar(63) primary key,
  key_ids varchar(1000) not null, -- oldest first, separated by commas
  told_at timestamp with time zone not null
);

-- Who may decide in somebody else's place, and until when.
create table delegation (
  id varchar(36) primary key,
  principal varchar(63) not null,
  deputy varchar(63) not null,
  role varchar(40) not null,
  reason text not null,
  created_at timestamp with time zone not null,
  until_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  revoked_by varchar(63)
);
create index delegation_deputy on delegation (deputy, until_at);

-- In whose place a decision was taken.
alter table approval_decision add column on_behalf_of varchar(80);

-- A change that goes through without its approvers when its delay is over, unless one of them rejects it.
alter table approval add column break_glass_by varchar(80);
alter table approval add column break_glass_at timestamp with time zone;
