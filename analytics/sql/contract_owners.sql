-- one row per contract signed up to $as_of: its owner as written, else that of the first sale under it, else the profile's, else
-- null (definitions §3, New customers)
with
ownerless as (
    select contract_no
    from contracts
    where owner_key is null and signed_on <= $as_of
),

sales_under as (
    select
        sales.contract_no,
        sales.owner_key,
        row_number() over (partition by sales.contract_no order by sales.ordered_on, sales.import_id, sales.place) as position
    from sales
    inner join ownerless on sales.contract_no = ownerless.contract_no
    where sales.ordered_on <= $as_of
),

first_sales as (
    select
        contract_no,
        owner_key
    from sales_under
    where position = 1
)

select
    contracts.contract_no,
    coalesce(contracts.owner_key, first_sales.owner_key, customers.owner_key) as owner_key
from contracts
left join first_sales on contracts.contract_no = first_sales.contract_no
left join customers on contracts.customer_id = customers.customer_id
where contracts.signed_on <= $as_of
