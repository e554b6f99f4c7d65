-- one row per customer of touched_customers × day with a follow-up: what holds from that day on, until end_on (excluded) when the next
-- such day comes: the newest grade, stage, owner, next step, contact, the last days by kind (definitions §5, As of D), and the day's
-- first record (definitions §5, Over-contact); table: qualifying (method, is_for_a, is_for_b, is_for_c)
with
daily as (
    select
        aged.customer_id,
        aged.day,
        min(aged.followed_up_at) as first_at,
        nullif(arg_min(coalesce(aged.owner_key, ''), aged.newness), '') as first_owner_key,
        arg_max(aged.grade, aged.newness) filter (where aged.grade is not null) as grade,
        arg_max(aged.stage, aged.newness) filter (where aged.stage is not null) as stage,
        arg_max(aged.owner_key, aged.newness) filter (where aged.owner_key is not null) as owner_key,
        nullif(arg_max(coalesce(aged.next_step, ''), aged.newness), '') as next_step,
        nullif(arg_max(coalesce(aged.next_step_on, date '0001-01-01'), aged.newness), date '0001-01-01') as next_step_on,
        arg_max(aged.contact, aged.newness) filter (where aged.contact is not null) as contact,
        arg_max(aged.phone, aged.newness) filter (where aged.phone is not null) as phone,
        max(aged.day) filter (where qualifying.is_for_a) as a_on,
        max(aged.day) filter (where qualifying.is_for_b) as b_on,
        max(aged.day) filter (where qualifying.is_for_c) as c_on,
        max(aged.day) filter (where aged.with_executive) as executive_on,
        max(aged.day) filter (where aged.method = 'visit') as visit_on
    from aged_follow_ups as aged
    semi join touched_customers on aged.customer_id = touched_customers.customer_id
    left join qualifying on aged.method = qualifying.method
    group by aged.customer_id, aged.day
)

select
    customer_id,
    day as begin_on,
    coalesce(lead(day) over course, date '9999-12-31') as end_on,
    lag(day) over course as previous_on,
    first_at,
    first_owner_key,
    last_value(grade ignore nulls) over course as grade,
    last_value(stage ignore nulls) over course as stage,
    last_value(owner_key ignore nulls) over course as owner_key,
    next_step,
    next_step_on,
    last_value(contact ignore nulls) over course as contact,
    last_value(phone ignore nulls) over course as phone,
    last_value(a_on ignore nulls) over course as last_a_on,
    last_value(b_on ignore nulls) over course as last_b_on,
    last_value(c_on ignore nulls) over course as last_c_on,
    last_value(executive_on ignore nulls) over course as last_executive_on,
    last_value(visit_on ignore nulls) over course as last_visit_on
from daily
window course as (partition by customer_id order by day)
