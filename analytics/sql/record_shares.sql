-- one row per owner as written (null: nobody) × month × number of checks that apply × number passed: how many follow-ups
-- table: checks (the result of record_checks.sql)
select
    owner_key,
    month,
    check_count,
    passed_count,
    count(*) as record_count
from checks
where check_count > 0
group by owner_key, month, check_count, passed_count
