-- one row per dataset and month with a row, or with a confirmed empty file of sales, follow_ups or assessments
with
filled as (
    select
        dataset,
        date_trunc('month', day)::date as month
    from event_days
    union all
    select
        'assessments' as dataset,
        month
    from assessments
    union all
    select
        dataset,
        month
    from empty_months
    where dataset in ('sales', 'follow_ups', 'assessments')
)

select distinct
    dataset,
    month
from filled
order by dataset, month
