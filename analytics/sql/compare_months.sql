-- one row per month (null where the dataset has none) that a staged file touches: rows and sums before and after; $accepted a Parquet path
with
staged as (
    select
        row_key,
        date_trunc('month', this_day)::date as month,
        this_amount as amount
    from read_parquet($accepted)
),
current_rows as (
    select
        row_key,
        date_trunc('month', this_day)::date as month,
        this_amount as amount
    from this_dataset
),
changes as (
    select
        month,
        0 as row_count,
        0::decimal(18, 4) as amount,
        1 as new_count,
        amount as new_amount,
        0 as old_count,
        0::decimal(18, 4) as old_amount
    from staged
    union all
    select
        current_rows.month,
        1,
        current_rows.amount,
        0,
        0,
        case when staged.row_key is null then 0 else 1 end,
        case when staged.row_key is null then 0 else current_rows.amount end
    from current_rows
    left join staged on current_rows.row_key = staged.row_key
)
select
    month,
    sum(row_count)::bigint as rows_before,
    sum(row_count + new_count - old_count)::bigint as rows_after,
    sum(amount) as amount_before,
    sum(amount + new_amount - old_amount) as amount_after
from changes
group by month
having sum(new_count + old_count) > 0
order by month
