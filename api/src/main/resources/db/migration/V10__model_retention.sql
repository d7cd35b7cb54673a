-- What devices would fetch of a model that nothing refers to any more may be deleted; what approvers were shown stays.
alter table model add column pruned boolean default false not null;
