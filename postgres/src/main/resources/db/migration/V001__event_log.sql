-- The event log: outbox, audit trail and source of every replay in one. Rows are only ever added.
-- xid stands before position on purpose: column defaults are evaluated in column order, so that a position is always
-- drawn by a transaction that already has its transaction id. Wide fixed-size columns come first: no padding.
create table event (
    xid         xid8        not null default pg_current_xact_id(),
    position    bigint      generated always as identity,
    sequence    bigint      not null,
    occurred_at timestamptz not null,
    event_id    uuid        not null,
    sprint_id   text        not null,
    type        text        not null,
    topic       text        not null,
    traceparent text        null,
    value       bytea       not null,
    constraint event_position_pk primary key (position),
    constraint event_sprint_sequence_key unique (sprint_id, sequence),
    constraint event_sequence_positive check (sequence > 0)
);

create index event_xid on event (xid);

comment on table event is 'append-only log of events; the relay publishes it to Kafka';
comment on column event.xid is 'top-level transaction id of the writer; decides what the relay has not seen yet';
comment on column event.position is 'order of publication; drawn while the row of the sprint is locked, so it follows sequence within a sprint';
comment on column event.sequence is 'gap-free number of the event within its sprint, starting at 1, over all topics';
comment on column event.value is 'the final bytes of the Kafka record value';

-- Vacuum only for the sake of the visibility map: nothing ever dies here.
alter table event set (autovacuum_vacuum_insert_scale_factor = 0.05);

create function event_refuse_change() returns trigger
    language plpgsql
as
$$
begin
    raise exception 'the event log is append-only: % on table "event" is refused', tg_op
        using errcode = 'restrict_violation',
            hint = 'Record a new event instead. What was published can not be taken back.';
end
$$;

create trigger event_append_only
    before update or delete or truncate
    on event
    for each statement
execute function event_refuse_change();

alter table event enable always trigger event_append_only;

-- With synchronous_commit off (or local, where stand-bys exist) other sessions see a commit before it is durable: the relay
-- could publish an event which a crash then erases.
create function event_refuse_unsafe_commit() returns trigger
    language plpgsql
as
$$
begin
    if current_setting('synchronous_commit') not in ('on', 'remote_apply') then
        raise exception 'events need durable commits: synchronous_commit is "%"', current_setting('synchronous_commit')
            using errcode = 'object_not_in_prerequisite_state',
                hint = 'Set synchronous_commit to "on" for the role, database or session that writes events.';
    end if;
    return null;
end
$$;

create trigger event_durable_commit
    before insert
    on event
    for each statement
execute function event_refuse_unsafe_commit();

alter table event enable always trigger event_durable_commit;

-- Names this log for ever, also where the identifier of the database system may not be read.
create table event_log_identity (
    log_id     uuid        not null default gen_random_uuid(),
    created_at timestamptz not null default now(),
    only_row   boolean     not null default true,
    constraint event_log_identity_pk primary key (log_id),
    constraint event_log_identity_only_row unique (only_row),
    constraint event_log_identity_only_true check (only_row)
);

insert into event_log_identity default values;
