-- one row per customer of one import of profiles; $accepted its Parquet path
select distinct accepted.customer_id
from read_parquet($accepted) as accepted
