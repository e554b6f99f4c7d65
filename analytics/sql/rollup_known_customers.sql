-- one row per customer of touched_customers in the profiles or the follow-ups: what the profile says, the grade by value × potential,
-- and the first contact, null where no day tells it (definitions §5, Which customers)
with
dated as (
    select
        customers.customer_id,
        customers.first_contact_on
    from customers
    semi join touched_customers on customers.customer_id = touched_customers.customer_id
    union all
    select
        follow_ups.customer_id,
        least(min(follow_ups.first_contact_on), min(follow_ups.followed_up_at::date)) as first_contact_on
    from follow_ups
    semi join touched_customers on follow_ups.customer_id = touched_customers.customer_id
    group by follow_ups.customer_id
),

known as (
    select
        customer_id,
        min(first_contact_on) as first_contact_on
    from dated
    group by customer_id
)

select
    known.customer_id,
    known.first_contact_on,
    customers.region_key,
    customers.owner_key,
    customers.stage,
    customers.contact,
    customers.phone,
    coalesce(
        customers.grade,
        case
            when customers.value = 'high' and customers.potential = 'high' then 'A'
            when customers.value = 'low' and customers.potential = 'low' then 'C'
            when customers.value is not null and customers.potential is not null then 'B'
        end
    ) as profile_grade
from known
left join customers on known.customer_id = customers.customer_id
