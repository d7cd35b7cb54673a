-- Whether the ION was last told that too many rows are anomalies.
alter table node_health add column reported_anomalous boolean default false not null;
