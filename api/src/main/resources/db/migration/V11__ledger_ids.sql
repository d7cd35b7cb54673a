-- H2 writes the state of a sequence to disk, in a commit of its own, whenever its cache of numbers is used up: by default each 32 records.
alter table timeline_record alter column id set cache 1000;
