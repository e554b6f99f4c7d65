-- one row per bucket × kind of window × the keys asked for (all others null): its amount, orders and buyers, up to $as_of
-- tables: windows (bucket, kind, begin_on, end_on), people (name_key, person), departments (person, begin_month, end_month,
-- department_key); parameters: $by_owner, $by_department, $by_region, $by_product_line, $by_customer
with
credited as (
    select
        sale_lines.*,
        coalesce(people.person, sale_lines.owner_key) as person
    from sale_lines
    left join people on sale_lines.owner_key = people.name_key
    where sale_lines.ordered_on <= $as_of
),

ordered as (
    select
        windows.bucket,
        windows.kind,
        case when $by_owner then credited.person end as owner_key,
        case when $by_department then departments.department_key end as department_key,
        case when $by_region then credited.region_key end as region_key,
        case when $by_product_line then credited.product_line_key end as product_line_key,
        case when $by_customer then credited.customer_id end as key_customer_id,
        credited.order_id,
        credited.customer_id,
        credited.ordered_on,
        sum(credited.amount) as amount,
        max(credited.amount) as largest_amount
    from credited
    inner join windows on credited.ordered_on >= windows.begin_on and credited.ordered_on < windows.end_on
    left join departments
        on
            credited.person = departments.person
            and credited.month >= departments.begin_month
            and credited.month < departments.end_month
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
)

select
    bucket,
    kind,
    owner_key,
    department_key,
    region_key,
    product_line_key,
    key_customer_id as customer_id,
    sum(amount) as amount,
    count(*) as order_count,
    count(distinct case when largest_amount > 0 then customer_id end) as buyer_count
from ordered
group by 1, 2, 3, 4, 5, 6, 7
