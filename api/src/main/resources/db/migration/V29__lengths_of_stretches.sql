-- Seconds of the stretches that a device counts its rows in.
alter table health_track add column stretch bigint;
