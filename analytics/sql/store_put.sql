-- puts the rows of one import into this_dataset where no later import holds the key; $accepted a Parquet path, $import_id
insert into this_dataset by name
with
this_import as (
    select * from read_parquet($accepted)
),
held_later as (
    select this_dataset.row_key
    from this_dataset
    where this_dataset.import_id > $import_id
)
select
    this_import.*,
    $import_id::bigint as import_id
from this_import
anti join held_later on this_import.row_key = held_later.row_key
