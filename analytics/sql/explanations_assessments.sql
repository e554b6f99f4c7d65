-- one row per assessment of a month in [$begin_on, $end_on) begun by $as_of: as imported
select
    month,
    owner_key,
    satisfaction,
    process,
    teamwork,
    import_id,
    line
from assessments
where month >= $begin_on and month < $end_on and month <= $as_of
order by month, import_id, place
