-- one row per bucket × kind of window × the keys asked for (all others null): its amount and, of the window itself (kind `this`), orders
-- and buyers, up to $as_of
-- tables: windows (bucket, kind, begin_on, end_on), cut_months (month): whose rows are read, where whole months do not do;
-- people (name_key, person), departments (person, begin_month, end_month, department_key)
-- parameters: $first_on (earliest begin), $counts_first_on (earliest begin of kind `this`), the $by_… flags
with
lines as (
    select
        sold_months.month as ordered_on, sold_months.month, null as customer_id,
        sold_months.owner_key, sold_months.region_key, sold_months.product_line_key, sold_months.amount
    from sold_months
    anti join cut_months on sold_months.month = cut_months.month
    where sold_months.month >= $first_on and sold_months.month <= $as_of
    union all
    select
        sale_lines.ordered_on, sale_lines.month, sale_lines.customer_id,
        sale_lines.owner_key, sale_lines.region_key, sale_lines.product_line_key, sale_lines.amount
    from sale_lines
    semi join cut_months on sale_lines.month = cut_months.month
    where sale_lines.ordered_on >= $first_on and sale_lines.ordered_on <= $as_of
),

sold as (
    select
        windows.bucket,
        windows.kind,
        case when $by_owner then coalesce(people.person, lines.owner_key) end as owner_key,
        case when $by_department then departments.department_key end as department_key,
        case when $by_region then lines.region_key end as region_key,
        case when $by_product_line then lines.product_line_key end as product_line_key,
        case when $by_customer then lines.customer_id end as customer_id,
        sum(lines.amount) as amount
    from lines
    inner join windows on lines.ordered_on >= windows.begin_on and lines.ordered_on < windows.end_on
    left join people on lines.owner_key = people.name_key
    left join departments
        on
            coalesce(people.person, lines.owner_key) = departments.person
            and lines.month >= departments.begin_month
            and lines.month < departments.end_month
    group by 1, 2, 3, 4, 5, 6, 7
),

ordered as (
    select
        windows.bucket,
        case when $by_owner then coalesce(people.person, sale_lines.owner_key) end as owner_key,
        case when $by_department then departments.department_key end as department_key,
        case when $by_region then sale_lines.region_key end as region_key,
        case when $by_product_line then sale_lines.product_line_key end as product_line_key,
        sale_lines.order_id,
        sale_lines.customer_id,
        sale_lines.ordered_on,
        max(sale_lines.amount) as largest_amount
    from sale_lines
    inner join windows on sale_lines.ordered_on >= windows.begin_on and sale_lines.ordered_on < windows.end_on
    left join people on sale_lines.owner_key = people.name_key
    left join departments
        on
            coalesce(people.person, sale_lines.owner_key) = departments.person
            and sale_lines.month >= departments.begin_month
            and sale_lines.month < departments.end_month
    where sale_lines.ordered_on >= $counts_first_on and sale_lines.ordered_on <= $as_of and windows.kind = 'this'
    group by 1, 2, 3, 4, 5, 6, 7, 8
),

together as (
    select
        bucket, kind, owner_key, department_key, region_key, product_line_key, customer_id, amount,
        null as order_count, null as buyer_count
    from sold
    union all
    select
        bucket, 'this' as kind, owner_key, department_key, region_key, product_line_key,
        case when $by_customer then customer_id end as key_customer_id,
        null as amount, count(*) as order_count, count(distinct case when largest_amount > 0 then customer_id end) as buyer_count
    from ordered
    group by 1, 2, 3, 4, 5, 6, 7
)

select
    bucket, kind, owner_key, department_key, region_key, product_line_key, customer_id,
    sum(amount) as amount,
    sum(order_count)::bigint as order_count,
    sum(buyer_count)::bigint as buyer_count
from together
group by 1, 2, 3, 4, 5, 6, 7
