-- Asked for with a stop: the devices run the models of the ION no more.
alter table ion add column withdraw boolean default false not null;
