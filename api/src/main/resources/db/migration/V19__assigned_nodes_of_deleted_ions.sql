-- What a deleted ION had devices run is not what another one of its name wants.
delete from assigned_node where ion not in (select name from ion);
alter table assigned_node add constraint assigned_node_ion
  foreign key (ion) references ion (name) on delete cascade;
