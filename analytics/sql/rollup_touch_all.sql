-- the lists of the customers and the months of sales whose rollups are to be made anew: all that there are
create or replace temp table touched_customers as
select customer_id from follow_ups
union
select customer_id from customers;
create or replace temp table touched_months as
select distinct date_trunc('month', ordered_on)::date as month
from sales;
