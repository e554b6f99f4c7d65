-- the staged rows that change a current row, first lines first; $accepted a Parquet path, $limit_count how many
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
)
select staged.*
from staged
semi join held on staged.row_key = held.row_key
anti join same on staged.row_key = same.row_key
order by staged.line, staged.row_key
limit $limit_count
