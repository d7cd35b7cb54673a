-- A model says a label and a score of a row, whatever kind of model it is.
alter table anomaly add column score double precision;
alter table anomaly add column label varchar(1024);
update anomaly set score = distance, label = cast(cluster as varchar(1024));
alter table anomaly alter column score set not null;
alter table anomaly drop column distance;
alter table anomaly drop column cluster;
