-- one row per dataset, month and kind of natural key; no parameters
with

kinds as (
    select
        'follow_ups' as dataset,
        date_trunc('month', follow_ups.followed_up_at)::date as month,
        follow_ups.record_id is not null as is_by_id
    from follow_ups
    union
    select
        'sales' as dataset,
        date_trunc('month', sales.ordered_on)::date as month,
        sales.line_no is not null as is_by_id
    from sales
)

select
    kinds.dataset,
    kinds.month,
    kinds.is_by_id
from kinds
order by kinds.dataset, kinds.month, kinds.is_by_id
