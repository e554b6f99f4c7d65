-- one row per status (added, changed, unchanged): how many lines of a staged file have it; $accepted a Parquet path
with
staged as (
    select * from read_parquet($accepted)
),
held as (
    select this_dataset.*
    from this_dataset
    semi join staged on this_dataset.row_key = staged.row_key
),
same as (
    select * exclude (place, line) from staged
    intersect
    select * exclude (place, line, import_id) from held
),
states as (
    select
        staged.line,
        count(*) as row_count,
        count(same.row_key) as same_count,
        count(held.row_key) as held_count
    from staged
    left join held on staged.row_key = held.row_key
    left join same on staged.row_key = same.row_key
    group by staged.line
)
select
    case when held_count = 0 then 'added' when same_count = row_count then 'unchanged' else 'changed' end as status,
    count(*) as line_count
from states
group by case when held_count = 0 then 'added' when same_count = row_count then 'unchanged' else 'changed' end
