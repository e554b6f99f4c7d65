-- one row per day with an event of this_dataset: the number of its rows (definitions §2)
select
    'this_dataset' as dataset,
    this_day::date as day,
    count(*) as row_count
from this_dataset
group by day
