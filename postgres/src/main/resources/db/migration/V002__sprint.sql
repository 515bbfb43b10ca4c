-- A sprint with all that belongs to it is one row: columns for what is searched, a document for the rest.
-- Identifiers compare byte by byte (collate "C"): faster, and the same order on every machine.
create table sprint (
    id            text        collate "C" not null,
    number        text        collate "C" not null,
    version       bigint      not null,
    last_sequence bigint      not null,
    start_date    date        not null,
    end_date      date        not null,
    created_at    timestamptz not null,
    updated_at    timestamptz not null,
    status        text        collate "C" not null,
    document      bytea       not null,
    constraint sprint_pk primary key (id),
    constraint sprint_number_key unique (number),
    constraint sprint_version_positive check (version > 0),
    constraint sprint_last_sequence_positive check (last_sequence > 0),
    constraint sprint_dates_in_order check (end_date > start_date),
    constraint sprint_status_known check (status in ('planned', 'active', 'completed'))
);

-- Lists run through this index: latest start first, id where two start on one day.
create index sprint_by_start on sprint (start_date, id);

comment on table sprint is 'one row per sprint that exists; its history is in table event';
comment on column sprint.version is 'counts the changes, from 1; the ETag of the API';
comment on column sprint.last_sequence is 'sequence of the last event of this sprint; the next one is taken under the lock of this row';
comment on column sprint.document is 'the rest of the sprint as UTF-8 JSON; read it with the view sprint_readable';

-- Room for a second version of a row on its page, so that a change touches no index.
alter table sprint set (fillfactor = 70);

create view sprint_readable as
    select id, number, version, last_sequence, status, start_date, end_date, created_at, updated_at,
           convert_from(document, 'UTF8')::jsonb as document
    from sprint;

comment on view sprint_readable is 'sprints for people with psql; the service does not use it';
