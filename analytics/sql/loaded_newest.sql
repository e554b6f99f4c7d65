-- one row per dataset of dated events: its newest day up to $as_of, its newest day at all
select
    dataset,
    max(day) filter (where day <= $as_of) as newest_on,
    max(day) as last_on
from event_days
group by dataset
order by dataset
