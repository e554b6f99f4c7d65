-- one row per as-of day × customer that exists on it: grade, stage, owner, last contacts, state, missed touches (definitions §5)
-- tables: reach (the result of follow_up_reach.sql), days (as_of, month_begin, month_days, quarter_begin, quarter_days,
-- cadence_days_a, …_b, …_c), closed_stages (as_of, stage), people (name_key, person), stays (as_of, person, department_key)
with
held as (
    select
        days.*,
        known.customer_id,
        known.region_key,
        known.first_contact_on,
        reach.last_on as last_contact_on,
        reach.last_executive_on,
        reach.last_visit_on,
        reach.next_step,
        reach.next_step_on,
        coalesce(known.contact, reach.contact) as contact,
        coalesce(known.phone, reach.phone) as phone,
        coalesce(reach.grade, known.profile_grade) as grade,
        coalesce(reach.stage, known.stage) as stage,
        coalesce(reach.owner_key, known.owner_key) as owner_key,
        case coalesce(reach.grade, known.profile_grade)
            when 'A' then reach.last_a_on when 'B' then reach.last_b_on when 'C' then reach.last_c_on
        end as last_qualifying_on,
        case coalesce(reach.grade, known.profile_grade)
            when 'A' then days.cadence_days_a when 'B' then days.cadence_days_b when 'C' then days.cadence_days_c
        end as cadence_days
    from known_customers as known
    inner join days on coalesce(known.first_contact_on, days.as_of) <= days.as_of
    left join reach on known.customer_id = reach.customer_id and days.as_of = reach.as_of
),
due as (
    select
        held.*,
        coalesce(people.person, held.owner_key) as person,
        closed_stages.stage is not null as is_closed,
        date_diff('day', coalesce(held.last_qualifying_on, held.first_contact_on), held.as_of) - held.cadence_days as days_over,
        2 * (date_diff('day', greatest(held.month_begin, held.first_contact_on), held.as_of) + 1) > held.month_days
        and coalesce(held.last_executive_on < held.month_begin, true) as is_month_missed,
        2 * (date_diff('day', greatest(held.quarter_begin, held.first_contact_on), held.as_of) + 1) > held.quarter_days
        and coalesce(held.last_visit_on < held.quarter_begin, true) as is_quarter_missed,
        exists(
            select 1 from follow_ups
            where follow_ups.with_executive is not null
        ) as has_executives
    from held
    left join people on held.owner_key = people.name_key
    left join closed_stages on held.as_of = closed_stages.as_of and held.stage = closed_stages.stage
),
judged as (
    select
        due.*,
        case
            when due.is_closed then 'closed'
            when due.last_contact_on is null then 'never_contacted'
            when due.days_over is null then 'no_grade'
            when due.days_over > 0 then 'overdue'
            else 'ok'
        end as state
    from due
)
select
    judged.as_of,
    judged.customer_id,
    judged.person as owner_key,
    stays.department_key,
    judged.region_key,
    judged.grade,
    judged.stage,
    judged.first_contact_on,
    judged.last_contact_on,
    judged.last_qualifying_on,
    judged.cadence_days,
    judged.state,
    case when judged.state = 'overdue' then judged.days_over else 0 end as overdue_days,
    coalesce(judged.grade = 'A', false) and judged.state in ('overdue', 'ok') and judged.is_month_missed and judged.has_executives
        as missed_executive,
    coalesce(judged.grade = 'B', false) and judged.state in ('overdue', 'ok') and judged.is_quarter_missed as missed_visit,
    judged.next_step,
    judged.next_step_on,
    judged.contact,
    judged.phone
from judged
left join stays on judged.as_of = stays.as_of and judged.person = stays.person
