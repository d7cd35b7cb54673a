-- What a node's rows come from, as JSON, as a document states it; null: the file in column file.
alter table assigned_node add column source text;
