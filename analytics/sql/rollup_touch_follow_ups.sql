-- one row per customer whose follow-ups have keys of one import; $accepted its Parquet path
select distinct held.customer_id
from follow_ups as held
semi join read_parquet($accepted) as accepted on held.row_key = accepted.row_key
