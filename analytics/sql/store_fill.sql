-- all current rows of this_dataset: per natural key that of the latest active import; $active the paths of their Parquet files
insert into this_dataset by name
with
history as (
    select
        * exclude (filename),
        regexp_extract(filename, '([0-9]+)\.parquet$', 1)::bigint as import_id
    from read_parquet($active, filename = true)
),
ranked as (
    select
        history.*,
        row_number() over (partition by history.row_key order by history.import_id desc) as recency
    from history
)
select * exclude (recency)
from ranked
where recency = 1
