-- one row per loaded customer id that begins with 0; no parameters
with

loaded_ids as (
    select customers.customer_id from customers
    union
    select follow_ups.customer_id from follow_ups
    union
    select sales.customer_id from sales
    union
    select contracts.customer_id from contracts
)

select loaded_ids.customer_id
from loaded_ids
where loaded_ids.customer_id like '0%'
order by loaded_ids.customer_id
