-- The inbox of consumers of sprint events: PostgreSQL 15 and later.
-- Run it by your own migrations, in the schema that the handlers' connections search first.
-- Rights a consumer needs: select, insert, update, delete on both tables.

-- One row per event a group has handled: a second copy finds it and is left out.
create table if not exists sprintcap_inbox (
  consumer_group text not null,
  event_id uuid not null,
  handled_at timestamptz not null default now(),
  primary key (consumer_group, event_id)
);

-- Finds what is old enough to be removed.
create index if not exists sprintcap_inbox_handled_at on sprintcap_inbox (handled_at);

-- The last event of each key, by topic: a late one, of a member that lost its partition, is refused.
-- No further index, so that an update of a row stays in its page.
create table if not exists sprintcap_inbox_key (
  consumer_group text not null,
  topic text not null,
  event_key text not null,
  last_sequence bigint not null,
  handled_at timestamptz not null default now(),
  primary key (consumer_group, topic, event_key)
) with (fillfactor = 80);
