-- What is known of sprints, from events alone. Nothing here depends on the order in which the two topics arrive: what an event
-- says is kept under its sequence, and of two that say something the one with the higher sequence is right.
create table sprint_event (
    sequence              bigint      not null,
    occurred_at           timestamptz not null,
    event_id              uuid        not null,
    team_size             integer     null,
    working_days          integer     null,
    sprint_id             text        collate "C" not null,
    event_type            text        collate "C" not null,
    confidence_percentage numeric     null,
    constraint sprint_event_pk primary key (sprint_id, sequence),
    constraint sprint_event_sequence_positive check (sequence > 0),
    constraint sprint_event_plan_whole check ((working_days is null) = (confidence_percentage is null))
);

-- The plan that holds at a sequence stands in the nearest row before it that has one.
create index sprint_event_plan on sprint_event (sprint_id, sequence) where working_days is not null;

create index sprint_event_team on sprint_event (sprint_id, sequence) where team_size is not null;

comment on table sprint_event is 'append-only: one row per event, with what it says of team size and plan; the source of sprint_history';
comment on column sprint_event.sequence is 'place of the event among those of its sprint, over both topics';
comment on column sprint_event.working_days is 'days of the sprint without weekends and holidays; null where the event says nothing of it';

create function sprint_event_refuse_change() returns trigger
    language plpgsql
as
$$
begin
    raise exception 'table "sprint_event" is append-only: % is refused', tg_op
        using errcode = 'restrict_violation',
            hint = 'Rebuild analytics from the events instead.';
end
$$;

create trigger sprint_event_append_only
    before update or delete
    on sprint_event
    for each statement
execute function sprint_event_refuse_change();

-- One row per sprint. Each group of columns stands behind the sequence of the event it comes from; 0 where none has come.
create table sprint (
    first_sequence        bigint      not null,
    created_at            timestamptz not null,
    last_sequence         bigint      not null,
    updated_at            timestamptz not null,
    plan_sequence         bigint      not null default 0,
    team_sequence         bigint      not null default 0,
    state_sequence        bigint      not null default 0,
    start_date            date        null,
    end_date              date        null,
    working_days          integer     null,
    team_size             integer     null,
    sprint_id             text        collate "C" not null,
    sprint_name           text        null,
    sprint_number         text        collate "C" null,
    confidence_percentage numeric     null,
    state                 text        collate "C" not null default 'planned',
    constraint sprint_pk primary key (sprint_id),
    constraint sprint_state_known check (state in ('planned', 'active', 'completed', 'deleted')),
    constraint sprint_plan_whole check (
        num_nulls(sprint_name, sprint_number, start_date, end_date, working_days, confidence_percentage)
            = case when plan_sequence = 0 then 6 else 0 end)
);

create index sprint_by_start on sprint (start_date, sprint_id);

comment on table sprint is 'one row per sprint that was ever heard of; deleted ones stay, with state deleted';
comment on column sprint.created_at is 'time of the first event of the sprint';

-- Room for new versions of a row on its page.
alter table sprint set (fillfactor = 70);

create view sprint_figures as
    select sprint_id, sprint_name, sprint_number, state, start_date, end_date, working_days, confidence_percentage, team_size,
           round(team_size * working_days * confidence_percentage / 100, 2) as capacity_days,
           created_at, updated_at
    from sprint
    where plan_sequence > 0;

comment on view sprint_figures is 'sprints whose plan is known; capacity_days = team_size x working_days x confidence_percentage / 100, before leave: events tell of none';

create view sprint_history as
    select point.sprint_id, point.sequence, point.occurred_at, point.event_type, team.team_size, plan.working_days,
           plan.confidence_percentage,
           round(team.team_size * plan.working_days * plan.confidence_percentage / 100, 2) as capacity_days
    from sprint_event as point
    cross join lateral (
        select earlier.team_size
        from sprint_event as earlier
        where earlier.sprint_id = point.sprint_id and earlier.sequence <= point.sequence and earlier.team_size is not null
        order by earlier.sequence desc
        limit 1
    ) as team
    cross join lateral (
        select earlier.working_days, earlier.confidence_percentage
        from sprint_event as earlier
        where earlier.sprint_id = point.sprint_id and earlier.sequence <= point.sequence and earlier.working_days is not null
        order by earlier.sequence desc
        limit 1
    ) as plan;

comment on view sprint_history is 'one point per event: team size and plan as they were right after it; a point appears when the events it rests on have come';
