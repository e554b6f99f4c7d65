-- views of a store: one business word each; its grain stands before it

-- a sales row with the region that it counts for: its own, else the customer's (definitions §1)
create view sale_lines as
select
    sales.order_id,
    sales.customer_id,
    sales.ordered_on,
    date_trunc('month', sales.ordered_on)::date as month,
    sales.amount,
    sales.owner_key,
    coalesce(sales.region_key, customers.region_key) as region_key,
    sales.product_line_key,
    sales.import_id,
    sales.line
from sales
left join customers on sales.customer_id = customers.customer_id;

-- a month that has targets of owners (definitions §3, Targets)
create view owner_target_months as
select distinct month
from targets
where owner_key is not null;

-- a row that names its customer (definitions §1: the newest one gives the name of a customer without profile)
create view customer_namings as
select customer_id, customer_name, followed_up_at as named_at, logged_at, import_id, place
from follow_ups
where customer_name is not null
union all
select customer_id, customer_name, ordered_on::timestamp as named_at, null as logged_at, import_id, place
from sales
where customer_name is not null;

-- a follow-up with its newness, greater is newer: by the moment, then by when it was logged (never is older), then by order of
-- import, then by row order (definitions §5, Newest); milliseconds and numbers side by side in one number, since sorting all
-- follow-ups took as long as all the rest
create view aged_follow_ups as
select
    customer_id,
    followed_up_at,
    followed_up_at::date as day,
    method,
    with_executive,
    grade,
    stage,
    owner_key,
    contact,
    phone,
    next_step,
    next_step_on,
    date_diff('millisecond', timestamp '1900-01-01', followed_up_at)::hugeint * 10000000000000000000000000
    + coalesce(date_diff('millisecond', timestamp '1900-01-01', logged_at) + 1, 0)::hugeint * 1000000000000
    + import_id * 10000000
    + place as newness
from follow_ups;

-- an import, with which columns of a record its file had (definitions §5, Record checks)
create view record_columns as
select
    import_id,
    bool_or(column_name = 'content') as content_is_there,
    bool_or(column_name = 'next_step') as next_step_is_there,
    bool_or(column_name = 'next_step_on') as next_step_on_is_there,
    bool_or(column_name = 'stage') as stage_is_there
from import_columns
group by import_id;
