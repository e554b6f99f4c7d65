-- one row per payment in [$begin_on, $end_on) up to $as_of: the day of its order (null without one), the owner that it is credited
-- to as written (null: nobody) (definitions §3, Collection rate); table: contract_owners (the result of contract_owners.sql)
with
paid as (
    select *
    from payments
    where paid_on >= $begin_on and paid_on < $end_on and paid_on <= $as_of
),

named as (
    select distinct order_id
    from paid
    where order_id is not null
),

lines as (
    select
        sales.order_id,
        sales.customer_id,
        sales.ordered_on,
        sales.owner_key,
        row_number() over (
            partition by sales.order_id
            order by sales.ordered_on, sales.customer_id, sales.line_no nulls first, sales.import_id, sales.place
        ) as order_position,
        row_number() over (
            partition by sales.order_id, sales.customer_id
            order by sales.ordered_on, sales.line_no nulls first, sales.import_id, sales.place
        ) as customer_position
    from sales
    inner join named on sales.order_id = named.order_id
    where sales.ordered_on <= $as_of
)

select
    paid.payment_id,
    paid.order_id,
    paid.contract_no,
    paid.customer_id,
    paid.paid_on,
    paid.amount,
    paid.import_id,
    paid.line,
    lines.ordered_on,
    coalesce(lines.owner_key, contract_owners.owner_key) as owner_key
from paid
left join lines
    on
        paid.order_id = lines.order_id
        and coalesce(paid.customer_id, lines.customer_id) = lines.customer_id
        and case when paid.customer_id is null then lines.order_position else lines.customer_position end = 1
left join contract_owners on paid.contract_no = contract_owners.contract_no
