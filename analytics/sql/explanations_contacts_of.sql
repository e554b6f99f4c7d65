-- one row per follow-up of $customer up to $as_of, the newest first: as imported (definitions §5, Newest)
select
    customer_id,
    owner_key,
    followed_up_at,
    method,
    content,
    next_step,
    next_step_on,
    import_id,
    line
from follow_ups
where customer_id = $customer and followed_up_at::date <= $as_of
order by followed_up_at desc, logged_at desc nulls last, import_id desc, place desc
