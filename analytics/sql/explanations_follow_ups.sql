-- one row per follow-up in [$begin_on, $end_on) up to $as_of: as imported
select
    date_trunc('month', followed_up_at)::date as month,
    customer_id,
    owner_key,
    followed_up_at,
    method,
    objective,
    import_id,
    line
from follow_ups
where followed_up_at >= $begin_on and followed_up_at < $end_on and followed_up_at::date <= $as_of
order by followed_up_at, import_id, place
