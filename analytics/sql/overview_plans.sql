-- one row per month of [$begin_on, $end_on) that has targets in both views: the sum of each
select
    month,
    sum(base_amount) filter (where owner_key is not null) as owner_amount,
    sum(base_amount) filter (where owner_key is null) as region_amount
from targets
where month >= $begin_on and month < $end_on
group by month
having count(*) filter (where owner_key is not null) > 0 and count(*) filter (where owner_key is null) > 0
order by month
