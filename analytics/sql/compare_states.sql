-- makes staged_states: per staged row its line, month (null where the dataset has none), amount and status (added, changed, unchanged); $accepted a Parquet path
create or replace temp table staged_states as
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
places as (
    select
        row_key,
        line,
        date_trunc('month', this_day)::date as month,
        this_amount as amount
    from staged
)
select
    places.row_key,
    places.line,
    places.month,
    places.amount,
    case when held.row_key is null then 'added' when same.row_key is null then 'changed' else 'unchanged' end as status
from places
left join held on places.row_key = held.row_key
left join same on places.row_key = same.row_key
