-- Where the event log was published to. A Kafka that has lost everything looks like one that never had anything: this
-- tells them apart. One row for each Kafka and relay, written once, as soon as the first events are there.
create table publication (
    since      timestamptz not null default now(),
    cluster_id text        not null,
    relay_name text        not null,
    constraint publication_pk primary key (cluster_id, relay_name)
);

comment on table publication is 'Kafka clusters that hold, or have held, the events of this log';
comment on column publication.since is 'when a relay first knew of events of this log there';
