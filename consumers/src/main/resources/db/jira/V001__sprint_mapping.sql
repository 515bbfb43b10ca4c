-- One row for each sprint that events spoke of. The desired part is what the latest event says; applied_sequence
-- tells how much of it Jira was brought to. Rows of deleted sprints stay: late events must find that they are late.
create table sprint_mapping (
  sprint_id          text primary key,
  desired_sequence   bigint not null check (desired_sequence >= 1),
  applied_sequence   bigint not null default 0 check (applied_sequence between 0 and desired_sequence),
  sprint_name        text,
  start_date         date,
  end_date           date,
  status             text not null check (status in ('planned', 'active', 'completed', 'deleted')),
  jira_sprint_id     bigint unique,
  -- when a sprint was about to be made in Jira; empty once its id is known, or once it surely was not made
  create_intended_at timestamptz,
  check (status = 'deleted' or (sprint_name is not null and start_date is not null and end_date is not null)),
  check (jira_sprint_id is null or create_intended_at is null)
);
