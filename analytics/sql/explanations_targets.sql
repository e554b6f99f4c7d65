-- one row per target row of a month in [$begin_on, $end_on): as imported, whether it is one of the region × product-line view, and
-- whether its month has rows of owners (definitions §3, Targets)
select
    targets.month,
    targets.owner_key,
    targets.region_key,
    targets.product_line_key,
    targets.base_amount,
    targets.challenge_amount,
    targets.new_customers,
    targets.visits,
    targets.revenue_per_customer,
    targets.repurchase_rate,
    targets.owner_key is null as is_region,
    owner_target_months.month is not null as month_has_owners,
    targets.import_id,
    targets.line
from targets
left join owner_target_months on targets.month = owner_target_months.month
where targets.month >= $begin_on and targets.month < $end_on
order by targets.month, targets.import_id, targets.place
