-- one row per customer with sales after $sales_after up to $as_of: their sum
select
    customer_id,
    sum(amount) as amount
from sales
where ordered_on > $sales_after and ordered_on <= $as_of
group by customer_id
