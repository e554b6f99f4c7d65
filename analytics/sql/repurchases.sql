-- one row per bucket × the keys asked for (others null) with a buyer: buyers, and those of them who bought before it, up to $as_of
-- (definitions §3, Repurchase rate); tables: windows (bucket, begin_on, end_on), people and departments as in sales.sql
-- parameters: $by_owner, $by_department
with
purchases as (
    select
        sale_lines.ordered_on,
        sale_lines.month,
        sale_lines.customer_id,
        coalesce(people.person, sale_lines.owner_key) as person
    from sale_lines
    left join people on sale_lines.owner_key = people.name_key
    where sale_lines.amount > 0 and sale_lines.ordered_on <= $as_of
),

first_purchases as (
    select
        customer_id,
        min(ordered_on) as first_on
    from purchases
    group by customer_id
),

buyers as (
    select distinct
        windows.bucket,
        windows.begin_on,
        case when $by_owner then purchases.person end as owner_key,
        case when $by_department then departments.department_key end as department_key,
        purchases.customer_id
    from purchases
    inner join windows on purchases.ordered_on >= windows.begin_on and purchases.ordered_on < windows.end_on
    left join departments
        on
            purchases.person = departments.person
            and purchases.month >= departments.begin_month
            and purchases.month < departments.end_month
)

select
    buyers.bucket,
    buyers.owner_key,
    buyers.department_key,
    count(*) as buyer_count,
    count(*) filter (where first_purchases.first_on < buyers.begin_on) as returning_count
from buyers
inner join first_purchases on buyers.customer_id = first_purchases.customer_id
group by buyers.bucket, buyers.owner_key, buyers.department_key
