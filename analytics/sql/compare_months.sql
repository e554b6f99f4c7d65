-- one row per month that a staged file touches: rows, added, changed and sums before and after; table staged_states
with
current_rows as (
    select
        row_key,
        date_trunc('month', this_day)::date as month,
        this_amount as amount
    from this_dataset
),
changes as (
    select
        staged_states.month,
        0 as row_count,
        0::decimal(18, 4) as amount,
        1 as new_count,
        case when staged_states.status = 'added' then 1 else 0 end as added_count,
        case when staged_states.status = 'changed' then 1 else 0 end as changed_count,
        staged_states.amount as new_amount,
        0 as old_count,
        0::decimal(18, 4) as old_amount
    from staged_states
    union all
    select
        current_rows.month,
        1 as row_count,
        current_rows.amount,
        0 as new_count,
        0 as added_count,
        0 as changed_count,
        0 as new_amount,
        case when staged_states.row_key is null then 0 else 1 end as old_count,
        case when staged_states.row_key is null then 0 else current_rows.amount end as old_amount
    from current_rows
    left join staged_states on current_rows.row_key = staged_states.row_key
)
select
    changes.month,
    sum(changes.row_count)::bigint as rows_before,
    sum(changes.row_count + changes.new_count - changes.old_count)::bigint as rows_after,
    sum(changes.added_count)::bigint as added,
    sum(changes.changed_count)::bigint as changed,
    sum(changes.amount) as amount_before,
    sum(changes.amount + changes.new_amount - changes.old_amount) as amount_after
from changes
group by changes.month
having sum(changes.new_count + changes.old_count) > 0
order by changes.month
