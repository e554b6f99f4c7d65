-- one row per owner as written (null: nobody) × month with a follow-up in [$begin_on, $end_on) up to $as_of: its rows, its visits
select
    owner_key,
    date_trunc('month', followed_up_at)::date as month,
    count(*) as follow_up_count,
    count(*) filter (where method = 'visit') as visit_count
from follow_ups
where followed_up_at >= $begin_on and followed_up_at < $end_on and followed_up_at::date <= $as_of
group by owner_key, date_trunc('month', followed_up_at)::date
