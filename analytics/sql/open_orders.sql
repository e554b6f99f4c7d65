-- one row per order (order_id, customer_id, ordered_on) up to $as_of with more than 0.01 open: its amount, what is open, the day
-- from which its age counts (definitions §7, Sales vs payments)
with
lines as (
    select
        sales.*,
        row_number() over (
            partition by sales.order_id, sales.customer_id, sales.ordered_on
            order by sales.line_no nulls first, sales.import_id, sales.place
        ) as position
    from sales
    where sales.ordered_on <= $as_of
),

orders as (
    select
        order_id,
        customer_id,
        ordered_on,
        sum(amount) as amount,
        coalesce(min(due_on), ordered_on) as due_on,
        max(owner_key) filter (where position = 1) as owner_key,
        max(contract_no) filter (where position = 1) as contract_no
    from lines
    group by order_id, customer_id, ordered_on
),

ranked_orders as (
    select
        orders.*,
        row_number() over (partition by orders.order_id order by orders.ordered_on, orders.customer_id) as order_position,
        row_number() over (partition by orders.order_id, orders.customer_id order by orders.ordered_on) as customer_position
    from orders
),

paid as (
    select
        payments.amount,
        payments.contract_no,
        ranked_orders.order_id,
        ranked_orders.customer_id,
        ranked_orders.ordered_on
    from payments
    left join ranked_orders
        on
            payments.order_id = ranked_orders.order_id
            and coalesce(payments.customer_id, ranked_orders.customer_id) = ranked_orders.customer_id
            and case when payments.customer_id is null then ranked_orders.order_position else ranked_orders.customer_position end
            = 1
    where payments.paid_on <= $as_of
),

order_payments as (
    select
        order_id,
        customer_id,
        ordered_on,
        sum(amount) as paid_amount
    from paid
    where order_id is not null
    group by order_id, customer_id, ordered_on
),

contract_payments as (
    select
        contract_no,
        sum(amount) as paid_amount
    from paid
    where order_id is null and contract_no is not null
    group by contract_no
),

open_amounts as (
    select
        orders.*,
        coalesce(order_payments.paid_amount, 0) as paid_amount,
        greatest(orders.amount - coalesce(order_payments.paid_amount, 0), 0) as open_amount,
        coalesce(contract_payments.paid_amount, 0) as contract_amount
    from orders
    left join order_payments
        on
            orders.order_id = order_payments.order_id
            and orders.customer_id = order_payments.customer_id
            and orders.ordered_on = order_payments.ordered_on
    left join contract_payments on orders.contract_no = contract_payments.contract_no
),

filled as (
    select
        open_amounts.*,
        sum(open_amounts.open_amount) over (
            partition by open_amounts.contract_no
            order by open_amounts.ordered_on, open_amounts.customer_id, open_amounts.order_id
            rows between unbounded preceding and current row
        ) as open_so_far
    from open_amounts
)

select
    order_id,
    customer_id,
    ordered_on,
    due_on,
    owner_key,
    amount,
    least(open_amount, greatest(open_so_far - contract_amount, 0)) as open_amount
from filled
where least(open_amount, greatest(open_so_far - contract_amount, 0)) > 0.01
