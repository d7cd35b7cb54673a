-- How a device that is unlike training stands against the others, as JSON.
alter table health_track add column apart text;
