-- one row per as-of day × customer with a follow-up up to it: the newest grade, stage, owner, the last days by kind, the latest next
-- step and the newest contact and phone, these with $with_texts (definitions §5, As of D)
-- table: days (as_of); parameters: $first_as_of, $last_as_of
with
held as (
    select * from contact_days
    where begin_on <= $last_as_of and end_on > $first_as_of
)

select
    held.customer_id,
    days.as_of,
    held.grade,
    held.stage,
    held.owner_key,
    case when $with_texts then held.next_step end as next_step,
    case when $with_texts then held.next_step_on end as next_step_on,
    case when $with_texts then held.contact end as contact,
    case when $with_texts then held.phone end as phone,
    held.begin_on as last_on,
    held.last_a_on,
    held.last_b_on,
    held.last_c_on,
    held.last_executive_on,
    held.last_visit_on
from held
inner join days on held.begin_on <= days.as_of and held.end_on > days.as_of
