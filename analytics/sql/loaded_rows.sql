-- one row per dataset and month (null for master data): its current rows
with
dated as (
    select
        event_days.dataset,
        date_trunc('month', event_days.day)::date as month,
        event_days.row_count
    from event_days
    union all
    select
        'targets' as dataset,
        targets.month,
        1 as row_count
    from targets
    union all
    select
        'assessments' as dataset,
        assessments.month,
        1 as row_count
    from assessments
    union all
    select
        'customers' as dataset,
        null::date as month,
        1 as row_count
    from customers
    union all
    select
        'staff' as dataset,
        null::date as month,
        1 as row_count
    from staff
)

select
    dataset,
    month,
    sum(row_count)::bigint as row_count
from dated
group by dataset, month
order by dataset, month
