-- Who has seen an alert, and who closed it.
alter table alert add column acknowledged_by varchar(80);
alter table alert add column acknowledged_at timestamp with time zone;
alter table alert add column cleared_by varchar(80);
create index alert_cleared on alert (cleared_at, id);
