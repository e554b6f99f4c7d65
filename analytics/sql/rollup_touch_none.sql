-- two empty lists: the customers and the months of sales whose rollups are to be made anew
create or replace temp table touched_customers (customer_id varchar);
create or replace temp table touched_months (month date);
