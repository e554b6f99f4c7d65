-- one row per touch: where its first record and the newest record of the touch before it were imported
-- table: touches (customer_id, day, previous_on)
with
records as (
    select
        touches.customer_id,
        touches.day,
        follow_ups.import_id,
        follow_ups.line,
        follow_ups.followed_up_at::date < touches.day as is_before,
        row_number() over (
            partition by touches.customer_id, touches.day
            order by follow_ups.followed_up_at, follow_ups.logged_at nulls first, follow_ups.import_id, follow_ups.place
        ) as position
    from touches
    inner join follow_ups
        on
            touches.customer_id = follow_ups.customer_id
            and follow_ups.followed_up_at::date in (touches.day, touches.previous_on)
)

select
    customer_id,
    day,
    arg_max(import_id, position) filter (where is_before) as previous_import_id,
    arg_max(line, position) filter (where is_before) as previous_line,
    arg_min(import_id, position) filter (where not is_before) as import_id,
    arg_min(line, position) filter (where not is_before) as line
from records
group by customer_id, day
