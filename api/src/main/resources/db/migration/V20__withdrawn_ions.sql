-- Its devices run the models of the ION no more, until the hub is asked to launch it.
alter table ion add column withdrawn boolean default false not null;

update ion set withdrawn = true where withdraw = true and status = 'stopped';
