-- One word for one state: the workflow's own.
update ion set status = 'running' where status = 'launched';
