-- Who is who. Rows are only ever added, so that whoever has read one may keep it for ever.
create table person_identity (
    identity_key text collate "C" not null,
    member_id    text collate "C" not null,
    constraint person_identity_pk primary key (identity_key)
);

comment on table person_identity is 'what a person was called -> the member id that person has in every sprint';
comment on column person_identity.identity_key is 'email:<address in lower case>, or name:<name in lower case> of those without an address';

create function person_identity_refuse_change() returns trigger
    language plpgsql
as
$$
begin
    raise exception 'identities are append-only: % on table "person_identity" is refused', tg_op
        using errcode = 'restrict_violation',
            hint = 'Instances keep identities in memory for ever; a changed row would give one person two ids.';
end
$$;

create trigger person_identity_append_only
    before update or delete or truncate
    on person_identity
    for each statement
execute function person_identity_refuse_change();

-- What was last known of each person; written together with the sprint that knew it.
create table person (
    id         text        collate "C" not null,
    name       text        not null,
    role       text        not null,
    email      text        null,
    updated_at timestamptz not null,
    constraint person_pk primary key (id)
);

comment on table person is 'latest known name, role and address of everybody who was ever on a team';
