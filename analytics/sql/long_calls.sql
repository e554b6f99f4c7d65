-- one row per follow-up in [$begin_on, $end_on) up to $as_of that is no visit and longer than its month's limit (definitions §5)
-- table: limits (month, limit_minutes)
select
    follow_ups.customer_id,
    follow_ups.owner_key,
    follow_ups.followed_up_at,
    follow_ups.method,
    follow_ups.duration_minutes,
    limits.limit_minutes,
    follow_ups.import_id,
    follow_ups.place,
    follow_ups.line
from follow_ups
inner join limits on date_trunc('month', follow_ups.followed_up_at)::date = limits.month
where
    follow_ups.followed_up_at >= $begin_on
    and follow_ups.followed_up_at < $end_on
    and follow_ups.followed_up_at::date <= $as_of
    and follow_ups.method <> 'visit'
    and follow_ups.duration_minutes > limits.limit_minutes
order by follow_ups.customer_id, follow_ups.followed_up_at, follow_ups.import_id, follow_ups.place
