-- one row per bucket × tier (base, challenge) × the keys asked for (others null) with a sale or a target: targets, compared months
-- tables: months (bucket, month, is_begun, is_compared, elapsed_workdays, workdays), people and departments as in sales.sql
-- parameters: $as_of, the $by_… flags, $view (owner, region, or either: each month's owner rows, else the other)
with
chosen as (
    select
        targets.month,
        coalesce(people.person, targets.owner_key) as person,
        targets.region_key,
        targets.product_line_key,
        targets.base_amount,
        targets.challenge_amount
    from targets
    left join people on targets.owner_key = people.name_key
    left join owner_target_months on targets.month = owner_target_months.month
    where
        case $view
            when 'owner' then targets.owner_key is not null
            when 'region' then targets.owner_key is null
            else (targets.owner_key is null) = (owner_target_months.month is null)
        end
),

owner_cells as (
    select distinct month, person from chosen
    where person is not null
),

region_cells as (
    select distinct month, region_key, product_line_key from chosen
    where person is null
),

counted as (
    select month, owner_key, region_key, product_line_key, amount
    from sold_months
    where month < date_trunc('month', $as_of)
    union all
    select month, owner_key, region_key, product_line_key, amount
    from sale_lines
    where ordered_on >= date_trunc('month', $as_of) and ordered_on <= $as_of
),

sold as (
    select
        counted.*,
        coalesce(people.person, counted.owner_key) as person
    from counted
    left join people on counted.owner_key = people.name_key
),

facts as (
    select
        sold.month, sold.person, sold.region_key, sold.product_line_key, sold.amount,
        case when owner_cells.month is null and region_cells.month is null then sold.amount else 0 end as outside_amount,
        null as base_amount,
        null as challenge_amount
    from sold
    left join owner_cells on sold.month = owner_cells.month and sold.person = owner_cells.person
    left join region_cells
        on
            sold.month = region_cells.month
            and sold.region_key = region_cells.region_key
            and sold.product_line_key = region_cells.product_line_key
    union all
    select
        month, person, region_key, product_line_key, null as amount, null as outside_amount, base_amount, challenge_amount
    from chosen
),

by_month as (
    select
        facts.month,
        case when $by_owner then facts.person end as owner_key,
        case when $by_department then departments.department_key end as department_key,
        case when $by_region then facts.region_key end as region_key,
        case when $by_product_line then facts.product_line_key end as product_line_key,
        sum(facts.amount) as amount,
        sum(facts.outside_amount) as outside_amount,
        sum(facts.base_amount) as base_amount,
        sum(facts.challenge_amount) as challenge_amount
    from facts
    left join departments
        on
            facts.person = departments.person
            and facts.month >= departments.begin_month
            and facts.month < departments.end_month
    group by 1, 2, 3, 4, 5
),

tiered as (
    select *, 'base' as tier, base_amount as target_amount from by_month
    union all
    select *, 'challenge' as tier, challenge_amount as target_amount from by_month
)

select
    months.bucket, tiered.tier, tiered.owner_key, tiered.department_key, tiered.region_key, tiered.product_line_key,
    sum(tiered.outside_amount) as outside_amount,
    sum(tiered.target_amount) as target_amount,
    count(tiered.target_amount) as target_months,
    sum(tiered.amount) filter (where months.is_compared and tiered.target_amount is not null) as compared_sales,
    sum(tiered.target_amount) filter (where months.is_compared) as compared_target,
    count(tiered.target_amount) filter (where months.is_compared and months.is_begun) as begun_months,
    sum(months.elapsed_workdays) filter (where months.is_compared and tiered.target_amount is not null) as elapsed_workdays,
    sum(months.workdays) filter (where months.is_compared and tiered.target_amount is not null) as workdays
from tiered
inner join months on tiered.month = months.month
group by 1, 2, 3, 4, 5, 6
