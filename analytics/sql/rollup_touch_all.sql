-- the lists of rollup_touch_none.sql with all that there is
create or replace temp table touched_customers as
select customer_id from follow_ups
union
select customer_id from customers;
create or replace temp table touched_months as
select distinct date_trunc('month', ordered_on)::date as month
from sales;
