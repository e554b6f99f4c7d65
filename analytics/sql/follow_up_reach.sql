-- one row per as-of day × customer with a follow-up up to it: the newest grade, stage, owner, the last days by kind, and with
-- $with_texts the latest next step and the newest contact and phone (definitions §5, As of D)
-- tables: days (as_of); day_slots (day, slot): the as-of day on or next after each day after the first; qualifying (method,
-- is_for_a, is_for_b, is_for_c); parameters: $first_as_of, $last_as_of
with
-- position leads each value with its place in the course of time, so that the greatest text holds the newest value: one pass
-- instead of a join per column
placed as (
    select
        *,
        followed_up_at::date as day,
        lpad(
            (row_number() over (order by followed_up_at, logged_at nulls first, import_id, place))::varchar, 12, '0'
        ) as position
    from follow_ups
    where followed_up_at::date <= $last_as_of
),

between_days as (
    select
        placed.customer_id,
        coalesce(day_slots.slot, $first_as_of) as slot,
        max(placed.position || placed.grade) as grade,
        max(placed.position || placed.stage) as stage,
        max(placed.position || placed.owner_key) as owner_key,
        max(case when $with_texts then placed.position || coalesce(placed.next_step, '') end) as next_step,
        max(case when $with_texts then placed.position || coalesce((placed.next_step_on)::varchar, '') end) as next_step_on,
        max(case when $with_texts then placed.position || placed.contact end) as contact,
        max(case when $with_texts then placed.position || placed.phone end) as phone,
        max(placed.day) as last_on,
        max(placed.day) filter (where qualifying.is_for_a) as last_a_on,
        max(placed.day) filter (where qualifying.is_for_b) as last_b_on,
        max(placed.day) filter (where qualifying.is_for_c) as last_c_on,
        max(placed.day) filter (where placed.with_executive) as last_executive_on,
        max(placed.day) filter (where placed.method = 'visit') as last_visit_on
    from placed
    left join day_slots on placed.day = day_slots.day
    left join qualifying on placed.method = qualifying.method
    group by placed.customer_id, coalesce(day_slots.slot, $first_as_of)
)

select
    between_days.customer_id,
    days.as_of,
    substring(max(between_days.grade), 13) as grade,
    substring(max(between_days.stage), 13) as stage,
    substring(max(between_days.owner_key), 13) as owner_key,
    nullif(substring(max(between_days.next_step), 13), '') as next_step,
    (nullif(substring(max(between_days.next_step_on), 13), ''))::date as next_step_on,
    substring(max(between_days.contact), 13) as contact,
    substring(max(between_days.phone), 13) as phone,
    max(between_days.last_on) as last_on,
    max(between_days.last_a_on) as last_a_on,
    max(between_days.last_b_on) as last_b_on,
    max(between_days.last_c_on) as last_c_on,
    max(between_days.last_executive_on) as last_executive_on,
    max(between_days.last_visit_on) as last_visit_on
from between_days
inner join days on between_days.slot <= days.as_of
group by between_days.customer_id, days.as_of
