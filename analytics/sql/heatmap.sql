-- one row per value of two keys ($by_owner …; all others null) with an active customer: active, overdue, never contacted, longest
-- overdue days (definitions §5, Overdue heatmap); table: states (the result of follow_up_states.sql)
select
    case when $by_owner then owner_key end as owner,
    case when $by_department then department_key end as department,
    case when $by_region then region_key end as region,
    case when $by_grade then grade end as grade,
    case when $by_week then as_of end as week,
    count(*) as active_count,
    count(*) filter (where state = 'overdue') as overdue_count,
    max(overdue_days) as longest_days,
    count(*) filter (where state = 'never_contacted') as never_contacted_count
from states
where state <> 'closed'
group by 1, 2, 3, 4, 5
