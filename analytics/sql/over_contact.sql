-- one row per touch in [$begin_on, $end_on) up to $as_of that came too soon after the one before × record of the earlier day whose
-- promise stands in its words only (none: null); not those that a typed day promised (definitions §5, Over-contact)
-- table: gaps (begin_on, end_on, grade, minimum_days): the rule of the days [begin_on, end_on), that of the later touch's day
with
soon as (
    select
        courses.customer_id,
        courses.begin_on as day,
        courses.first_at as followed_up_at,
        courses.first_owner_key as owner_key,
        courses.previous_on,
        gaps.grade,
        gaps.minimum_days,
        date_diff('day', courses.previous_on, courses.begin_on) as gap_days
    from contact_days as courses
    inner join known_customers as known on courses.customer_id = known.customer_id
    inner join gaps
        on
            coalesce(courses.grade, known.profile_grade) = gaps.grade
            and courses.begin_on >= gaps.begin_on
            and courses.begin_on < gaps.end_on
    where
        courses.begin_on <= $as_of
        and courses.begin_on >= $begin_on
        and courses.begin_on < $end_on
        and date_diff('day', courses.previous_on, courses.begin_on) < gaps.minimum_days
),
unpromised as (
    select soon.*
    from soon
    left join follow_ups as typed
        on
            soon.customer_id = typed.customer_id
            and soon.previous_on = typed.followed_up_at::date
            and soon.day = typed.next_step_on
    where typed.customer_id is null
)
select
    unpromised.customer_id,
    unpromised.owner_key,
    unpromised.grade,
    unpromised.previous_on,
    unpromised.followed_up_at,
    unpromised.gap_days,
    unpromised.minimum_days,
    spoken.next_step
from unpromised
left join follow_ups as spoken
    on
        unpromised.customer_id = spoken.customer_id
        and unpromised.previous_on = spoken.followed_up_at::date
        and spoken.next_step_on is null
        and spoken.next_step is not null
