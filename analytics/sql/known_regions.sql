-- one row per region key of the masters; no parameters
with

master_regions as (
    select customers.region_key from customers
    union
    select staff.region_key from staff
)

select master_regions.region_key
from master_regions
where master_regions.region_key is not null
order by master_regions.region_key
