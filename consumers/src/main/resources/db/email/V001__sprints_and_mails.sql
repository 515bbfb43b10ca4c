-- What is known of a sprint, from events of both topics, which come in any order.
-- A sequence says which event a part comes from: the last one wins, for each part by itself.
create table sprint (
  sprint_id text primary key,
  facts_sequence bigint,
  sprint_name text,
  sprint_number text,
  team_members_count integer,
  start_date date,
  end_date date,
  working_days integer,
  confidence_percentage numeric(5, 2),
  team_sequence bigint,
  deleted_sequence bigint,
  check ((facts_sequence is null) = (sprint_name is null))
);

-- The team as of sprint.team_sequence.
create table team_member (
  sprint_id text not null references sprint,
  place integer not null,
  member_id text not null,
  member_name text not null,
  member_role text not null,
  address text,
  primary key (sprint_id, member_id)
);

-- Mails that are due and cannot be written before facts and team of their sprint are known.
create table waiting (
  event_id uuid not null,
  kind text not null,
  member_id text not null,
  sprint_id text not null,
  event_type text not null,
  event_sequence bigint not null,
  event_time timestamptz not null,
  waiting_since timestamptz not null,
  primary key (event_id, kind, member_id)
);

create index waiting_sprint on waiting (sprint_id);
create index waiting_age on waiting (waiting_since);

-- One row for each mail that was ever due: the unique key is what "never twice" means.
create table mail (
  mail_id bigint generated always as identity primary key,
  event_id uuid not null,
  member_id text not null,
  kind text not null,
  sprint_id text not null,
  address text,
  message_id text unique,
  content bytea,
  state text not null
    check (state in ('queued', 'sending', 'sent', 'in_doubt', 'failed', 'skipped')),
  reason text not null default '',
  attempts integer not null default 0,
  claim_id bigint,
  claimed_until timestamptz,
  next_attempt_at timestamptz not null,
  queued_at timestamptz not null,
  done_at timestamptz,
  unique (event_id, member_id, kind),
  check (state not in ('queued', 'sending') or (address is not null and content is not null))
);

create sequence mail_claim;

create index mail_queued on mail (mail_id) where state = 'queued';
create index mail_open on mail (address, mail_id) where state in ('queued', 'sending');
create index mail_sending on mail (claimed_until) where state = 'sending';
create index mail_state on mail (state);
