-- one row: the count and an order-free hash of the rows of this_dataset, wherever they came from
with
content as (
    select * exclude (import_id, place, line)
    from this_dataset
)
select
    count(*) as row_count,
    coalesce(bit_xor(md5_number(this_row::text)), 0) as fingerprint
from content as this_row
