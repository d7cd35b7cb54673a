-- Seconds that a node's rows are counted together in; null: as the device was told.
alter table assigned_node add column bucket_seconds bigint;
