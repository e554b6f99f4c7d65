-- one row per month in which sales have keys of one import; $accepted its Parquet path
select distinct date_trunc('month', held.ordered_on)::date as month
from sales as held
semi join read_parquet($accepted) as accepted on held.row_key = accepted.row_key
