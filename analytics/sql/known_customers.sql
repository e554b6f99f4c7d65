-- one row per customer with a profile; no parameters
select customers.customer_id
from customers
order by customers.customer_id
