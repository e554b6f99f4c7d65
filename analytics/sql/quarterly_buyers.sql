-- one row per bucket × grain × region × product line (null where the grain has none) × position 1 to 3: the customers with the
-- largest amounts above 0 up to $as_of, of equal ones the smaller id first (definitions §6)
-- tables: windows (bucket, begin_on, end_on), grains (grain, by_region, by_product_line)
with
sold as (
    select
        windows.bucket,
        sale_lines.region_key,
        sale_lines.product_line_key,
        sale_lines.customer_id,
        sum(sale_lines.amount) as amount
    from sale_lines
    inner join windows on sale_lines.ordered_on >= windows.begin_on and sale_lines.ordered_on < windows.end_on
    where sale_lines.ordered_on <= $as_of
    group by 1, 2, 3, 4
),

bought as (
    select
        sold.bucket,
        grains.grain,
        case when grains.by_region then sold.region_key end as region_key,
        case when grains.by_product_line then sold.product_line_key end as product_line_key,
        sold.customer_id,
        sum(sold.amount) as amount
    from sold
    cross join grains
    group by 1, 2, 3, 4, 5
),

placed as (
    select
        bought.*,
        row_number() over (
            partition by bought.bucket, bought.grain, bought.region_key, bought.product_line_key
            order by bought.amount desc, bought.customer_id asc
        ) as position
    from bought
    where bought.amount > 0
)

select
    bucket,
    grain,
    region_key,
    product_line_key,
    position,
    customer_id,
    amount
from placed
where position <= 3
