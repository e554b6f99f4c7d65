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

-- a dated event of the datasets that tell up to when the data go (definitions §2)
create view event_days as
select
    'follow_ups' as dataset,
    follow_ups.followed_up_at::date as day
from follow_ups
union all
select
    'sales' as dataset,
    sales.ordered_on as day
from sales
union all
select
    'payments' as dataset,
    payments.paid_on as day
from payments
union all
select
    'contracts' as dataset,
    contracts.signed_on as day
from contracts;

-- a spelling of an owner, region, department or product line in one import of one dataset, with its first row there;
-- masters have source_rank 1 and 2, all else 3 (definitions §1)
create view spellings as
select 'owner' as kind, 1 as source_rank, owner_key as name_key, owner as name, import_id, min(place) as place
from staff
group by owner_key, owner, import_id
union all
select 'owner' as kind, 3 as source_rank, owner_key as name_key, owner as name, import_id, min(place) as place
from sales
group by owner_key, owner, import_id
union all
select 'owner' as kind, 3 as source_rank, owner_key as name_key, owner as name, import_id, min(place) as place
from follow_ups
group by owner_key, owner, import_id
union all
select 'owner' as kind, 3 as source_rank, owner_key as name_key, owner as name, import_id, min(place) as place
from customers
group by owner_key, owner, import_id
union all
select 'owner' as kind, 3 as source_rank, owner_key as name_key, owner as name, import_id, min(place) as place
from contracts
group by owner_key, owner, import_id
union all
select 'owner' as kind, 3 as source_rank, owner_key as name_key, owner as name, import_id, min(place) as place
from targets
group by owner_key, owner, import_id
union all
select 'owner' as kind, 3 as source_rank, owner_key as name_key, owner as name, import_id, min(place) as place
from assessments
group by owner_key, owner, import_id
union all
select 'department' as kind, 1 as source_rank, department_key as name_key, department as name, import_id, min(place) as place
from staff
group by department_key, department, import_id
union all
select 'region' as kind, 1 as source_rank, region_key as name_key, region as name, import_id, min(place) as place
from customers
group by region_key, region, import_id
union all
select 'region' as kind, 2 as source_rank, region_key as name_key, region as name, import_id, min(place) as place
from staff
group by region_key, region, import_id
union all
select 'region' as kind, 3 as source_rank, region_key as name_key, region as name, import_id, min(place) as place
from sales
group by region_key, region, import_id
union all
select 'region' as kind, 3 as source_rank, region_key as name_key, region as name, import_id, min(place) as place
from targets
group by region_key, region, import_id
union all
select 'product_line' as kind, 3 as source_rank, product_line_key as name_key, product_line as name, import_id, min(place) as place
from sales
group by product_line_key, product_line, import_id
union all
select 'product_line' as kind, 3 as source_rank, product_line_key as name_key, product_line as name, import_id, min(place) as place
from targets
group by product_line_key, product_line, import_id;

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

-- a customer of the profiles or the follow-ups: what the profile says, the grade by value × potential, and the first
-- contact, null where no day tells it (definitions §5, Which customers)
create view known_customers as
with
dated as (
    select
        customer_id,
        first_contact_on
    from customers
    union all
    select
        customer_id,
        least(min(first_contact_on), min(followed_up_at::date)) as first_contact_on
    from follow_ups
    group by customer_id
),
known as (
    select
        customer_id,
        min(first_contact_on) as first_contact_on
    from dated
    group by customer_id
)
select
    known.customer_id,
    known.first_contact_on,
    customers.region_key,
    customers.owner_key,
    customers.stage,
    customers.contact,
    customers.phone,
    coalesce(
        customers.grade,
        case
            when customers.value = 'high' and customers.potential = 'high' then 'A'
            when customers.value = 'low' and customers.potential = 'low' then 'C'
            when customers.value is not null and customers.potential is not null then 'B'
        end
    ) as profile_grade
from known
left join customers on known.customer_id = customers.customer_id;

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
