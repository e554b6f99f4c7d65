-- one row per owner as written × month in [$begin_on, $end_on): the targets besides sales; null as owner: the region × product-line
-- rows of a month without owner rows (definitions §3, Targets)
select
    targets.owner_key,
    targets.month,
    sum(targets.new_customers) as new_customers,
    sum(targets.visits) as visits,
    sum(targets.revenue_per_customer) as revenue_sum,
    count(targets.revenue_per_customer) as revenue_count,
    sum(targets.repurchase_rate) as repurchase_sum,
    count(targets.repurchase_rate) as repurchase_count
from targets
left join owner_target_months on targets.month = owner_target_months.month
where
    targets.month >= $begin_on
    and targets.month < $end_on
    and (targets.owner_key is null) = (owner_target_months.month is null)
group by targets.owner_key, targets.month
