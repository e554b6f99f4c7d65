-- the rows of this_dataset that hold when the keys of one import have none: of the other active imports the latest; $others their paths, $accepted
insert into this_dataset by name
with
free_keys as (
    select accepted.row_key
    from read_parquet($accepted) as accepted
    anti join this_dataset on accepted.row_key = this_dataset.row_key
),
others as (
    select
        * exclude (filename),
        regexp_extract(filename, '([0-9]+)\.parquet$', 1)::bigint as import_id
    from read_parquet($others, filename = true)
),
candidates as (
    select
        others.*,
        row_number() over (partition by others.row_key order by others.import_id desc) as recency
    from others
    semi join free_keys on others.row_key = free_keys.row_key
)
select * exclude (recency)
from candidates
where recency = 1
