create table recalled_model ( -- must not run anywhere any more
  digest varchar(80) primary key,
  ion varchar(63) not null,
  node varchar(63) not null,
  recalled_by varchar(63) not null,
  recalled_at timestamp with time zone not null,
  reason varchar(1000) not null
);
create index recalled_model_ion on recalled_model (ion, recalled_at);
