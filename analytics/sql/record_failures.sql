-- one row per owner as written (null: nobody) × month × weekday of writing down (0: Monday; null: not known): records, and how many
-- fail each check; table: checks (the result of record_checks.sql); parameter: $monday, any Monday before all records
select
    owner_key,
    month,
    date_diff('day', $monday::date, logged_on) % 7 as weekday,
    count(*) as record_count,
    count(*) filter (where not on_time) as late_count,
    count(*) filter (where not is_complete) as incomplete_count,
    count(*) filter (where not is_specific) as unspecific_count,
    count(*) filter (where not next_step_in_order) as disordered_count
from checks
group by owner_key, month, date_diff('day', $monday::date, logged_on) % 7
