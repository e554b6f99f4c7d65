-- one row per month: how many rows of a staged file are added there and how many change a current row; $accepted a Parquet path
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
months as (
    select
        row_key,
        date_trunc('month', this_day)::date as month
    from staged
)
select
    months.month,
    count(*) filter (where held.row_key is null) as added,
    count(*) filter (where held.row_key is not null and same.row_key is null) as changed
from months
left join held on months.row_key = held.row_key
left join same on months.row_key = same.row_key
group by months.month
order by months.month
