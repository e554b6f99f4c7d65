-- one row per customer whose first contract (where no contract is loaded: first order) lies in [$begin_on, $end_on) up to $as_of,
-- with the owner credited as written, null: nobody (definitions §3, New customers)
-- table: contract_owners (the result of contract_owners.sql)
with
first_contract_days as (
    select
        customer_id,
        min(signed_on) as begun_on
    from contracts
    group by customer_id
),

first_contracts as (
    select
        contracts.customer_id,
        min(contracts.signed_on) as begun_on,
        min(contracts.contract_no) as contract_no,
        arg_min(contracts.import_id, contracts.contract_no) as import_id,
        arg_min(contracts.line, contracts.contract_no) as line
    from contracts
    inner join first_contract_days
        on contracts.customer_id = first_contract_days.customer_id and contracts.signed_on = first_contract_days.begun_on
    where contracts.signed_on >= $begin_on and contracts.signed_on < $end_on and contracts.signed_on <= $as_of
    group by contracts.customer_id
),

first_order_days as (
    select
        customer_id,
        min(ordered_on) as begun_on
    from sales
    where not exists (select 1 from contracts)
    group by customer_id
),

order_lines as (
    select
        sales.customer_id,
        sales.ordered_on as begun_on,
        sales.order_id,
        sales.owner_key,
        sales.import_id,
        sales.line,
        row_number() over (
            partition by sales.customer_id
            order by sales.order_id, sales.line_no nulls first, sales.import_id, sales.place
        ) as position
    from sales
    inner join first_order_days
        on sales.customer_id = first_order_days.customer_id and sales.ordered_on = first_order_days.begun_on
    where sales.ordered_on >= $begin_on and sales.ordered_on < $end_on and sales.ordered_on <= $as_of
)

select
    first_contracts.customer_id,
    first_contracts.begun_on,
    first_contracts.contract_no,
    null as order_id,
    contract_owners.owner_key,
    first_contracts.import_id,
    first_contracts.line
from first_contracts
left join contract_owners on first_contracts.contract_no = contract_owners.contract_no
union all
select
    order_lines.customer_id,
    order_lines.begun_on,
    null as contract_no,
    order_lines.order_id,
    coalesce(order_lines.owner_key, customers.owner_key) as owner_key,
    order_lines.import_id,
    order_lines.line
from order_lines
left join customers on order_lines.customer_id = customers.customer_id
where order_lines.position = 1
