-- no constraint that would hide a second row
create table kept_event (
  event_id uuid not null,
  sprint_id text not null,
  sequence bigint not null
);
