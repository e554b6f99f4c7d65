-- one row per distinct next step and day of a follow-up in [$begin_on, $end_on) up to $as_of whose day is not typed
select distinct
    next_step,
    followed_up_at::date as day
from follow_ups
where
    followed_up_at >= $begin_on
    and followed_up_at < $end_on
    and followed_up_at::date <= $as_of
    and next_step_on is null
    and next_step is not null
