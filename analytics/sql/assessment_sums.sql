-- one row per owner as written × month in [$begin_on, $end_on) begun by $as_of: sums and counts of the scores given
select
    owner_key,
    month,
    sum(satisfaction) as satisfaction_sum,
    count(satisfaction) as satisfaction_count,
    sum(process) as process_sum,
    count(process) as process_count,
    sum(teamwork) as teamwork_sum,
    count(teamwork) as teamwork_count
from assessments
where month >= $begin_on and month < $end_on and month <= $as_of
group by owner_key, month
