-- What was answered to a request with an Idempotency-Key; kept for a day.
create table idempotency_key (
    key         text        collate "C" not null,
    fingerprint bytea       not null,
    created_at  timestamptz not null,
    status      integer     null,
    headers     text        null,
    body        bytea       null,
    sprint_id   text        null,
    constraint idempotency_key_pk primary key (key)
);

-- The purge goes through this index, oldest first.
create index idempotency_key_by_age on idempotency_key (created_at);

comment on column idempotency_key.fingerprint is 'hash of the request; another request under the same key is refused';
comment on column idempotency_key.status is 'null only within the transaction that claimed the key';
