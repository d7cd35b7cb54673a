-- What an ION's workflow last said of itself, as JSON: pages show it when it cannot be asked.
alter table ion add column last_view text;
