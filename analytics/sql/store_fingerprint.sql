-- one row: the count and an order-free hash of the rows of this_dataset, with where they came from
select
    count(*) as row_count,
    coalesce(bit_xor(md5_number(this_row::text)), 0) as fingerprint
from this_dataset as this_row
