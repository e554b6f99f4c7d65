-- one row per as-of day × customer with a follow-up up to it: the newest grade, stage, owner, the last days by kind, and with
-- $with_texts the latest next step and the newest contact and phone (definitions §5, As of D)
-- tables: days (as_of); day_slots (day, slot): the as-of day on or next after each day after the first; qualifying (method,
-- is_for_a, is_for_b, is_for_c); parameters: $first_as_of, $last_as_of
with
slotted as (
    select
        aged.*,
        coalesce(day_slots.slot, $first_as_of) as slot,
        qualifying.is_for_a,
        qualifying.is_for_b,
        qualifying.is_for_c
    from aged_follow_ups as aged
    left join day_slots on aged.day = day_slots.day
    left join qualifying on aged.method = qualifying.method
    where aged.day <= $last_as_of
),
between_days as (
    select
        customer_id,
        slot,
        arg_max(grade, newness) filter (where grade is not null) as grade,
        arg_max(stage, newness) filter (where stage is not null) as stage,
        arg_max(owner_key, newness) filter (where owner_key is not null) as owner_key,
        arg_max(coalesce(next_step, ''), newness) filter (where $with_texts) as next_step,
        arg_max(coalesce(next_step_on, date '0001-01-01'), newness) filter (where $with_texts) as next_step_on,
        arg_max(contact, newness) filter (where $with_texts and contact is not null) as contact,
        arg_max(phone, newness) filter (where $with_texts and phone is not null) as phone,
        max(day) as last_on,
        max(day) filter (where is_for_a) as last_a_on,
        max(day) filter (where is_for_b) as last_b_on,
        max(day) filter (where is_for_c) as last_c_on,
        max(day) filter (where with_executive) as last_executive_on,
        max(day) filter (where method = 'visit') as last_visit_on
    from slotted
    group by customer_id, slot
)
select
    between_days.customer_id,
    days.as_of,
    arg_max(between_days.grade, between_days.slot) filter (where between_days.grade is not null) as grade,
    arg_max(between_days.stage, between_days.slot) filter (where between_days.stage is not null) as stage,
    arg_max(between_days.owner_key, between_days.slot) filter (where between_days.owner_key is not null) as owner_key,
    nullif(arg_max(between_days.next_step, between_days.slot), '') as next_step,
    nullif(arg_max(between_days.next_step_on, between_days.slot), date '0001-01-01') as next_step_on,
    arg_max(between_days.contact, between_days.slot) filter (where between_days.contact is not null) as contact,
    arg_max(between_days.phone, between_days.slot) filter (where between_days.phone is not null) as phone,
    max(between_days.last_on) as last_on,
    max(between_days.last_a_on) as last_a_on,
    max(between_days.last_b_on) as last_b_on,
    max(between_days.last_c_on) as last_c_on,
    max(between_days.last_executive_on) as last_executive_on,
    max(between_days.last_visit_on) as last_visit_on
from between_days
inner join days on between_days.slot <= days.as_of
group by between_days.customer_id, days.as_of
