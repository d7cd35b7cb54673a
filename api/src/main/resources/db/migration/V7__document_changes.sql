-- Which document a pending change is about.
alter table approval add column document_generation bigint;
