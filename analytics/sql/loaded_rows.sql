-- one row per dataset and month (null for master data): its current rows
with
dated as (
    select
        event_days.dataset,
        date_trunc('month', event_days.day)::date as month
    from event_days
    union all
    select
        'targets' as dataset,
        targets.month
    from targets
    union all
    select
        'assessments' as dataset,
        assessments.month
    from assessments
    union all
    select
        'customers' as dataset,
        null::date as month
    from customers
    union all
    select
        'staff' as dataset,
        null::date as month
    from staff
)

select
    dataset,
    month,
    count(*) as row_count
from dated
group by dataset, month
order by dataset, month
