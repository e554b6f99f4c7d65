-- one row per month in which a customer of one import of profiles gives sales their region; $accepted its Parquet path
select distinct date_trunc('month', sales.ordered_on)::date as month
from sales
semi join read_parquet($accepted) as accepted on sales.customer_id = accepted.customer_id
where sales.region_key is null
