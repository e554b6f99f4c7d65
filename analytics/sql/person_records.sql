-- one row per checked follow-up of one person, with its texts
-- tables: checks (the result of record_checks.sql), names (name_key: each key that stands for the person, null for nobody)
select
    checks.customer_id,
    checks.followed_up_at,
    checks.method,
    checks.on_time,
    checks.is_complete,
    checks.is_specific,
    checks.next_step_in_order,
    checks.promised_on,
    checks.import_id,
    checks.place,
    checks.line,
    follow_ups.followed_up_at_has_time,
    follow_ups.logged_at,
    follow_ups.logged_at_has_time,
    follow_ups.content,
    follow_ups.next_step,
    follow_ups.stage,
    follow_ups.duration_minutes
from checks
inner join follow_ups
    on
        checks.import_id = follow_ups.import_id
        and checks.place = follow_ups.place
inner join names on checks.owner_key is not distinct from names.name_key
