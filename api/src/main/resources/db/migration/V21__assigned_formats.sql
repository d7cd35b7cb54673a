-- How a node's rows are written, as JSON, as a document states it; null: as usual.
alter table assigned_node add column format text;
