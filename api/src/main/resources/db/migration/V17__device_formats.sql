-- Formats that the agent reads, such as package/1, with commas; null until it has said.
alter table device add column reads varchar(400);
