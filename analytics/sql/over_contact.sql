-- one row per touch in [$begin_on, $end_on) up to $as_of that came too soon after the one before × record of the earlier day whose
-- promise stands in its words only (none: null); not those that a typed day promised (definitions §5, Over-contact)
-- table: gaps (begin_on, end_on, grade, minimum_days): the rule of the days [begin_on, end_on), that of the later touch's day
with
touches as (
    select
        customer_id,
        day,
        min(followed_up_at) as followed_up_at,
        nullif(arg_min(coalesce(owner_key, ''), newness), '') as owner_key,
        arg_max(grade, newness) filter (where grade is not null) as grade
    from aged_follow_ups
    where day <= $as_of
    group by customer_id, day
),
courses as (
    select
        customer_id,
        day,
        followed_up_at,
        owner_key,
        lag(day) over customer_course as previous_on,
        last_value(grade ignore nulls) over customer_course as grade
    from touches
    window customer_course as (partition by customer_id order by day)
),
soon as (
    select
        courses.customer_id,
        courses.day,
        courses.followed_up_at,
        courses.owner_key,
        courses.previous_on,
        gaps.grade,
        gaps.minimum_days,
        date_diff('day', courses.previous_on, courses.day) as gap_days
    from courses
    inner join known_customers as known on courses.customer_id = known.customer_id
    inner join gaps
        on
            coalesce(courses.grade, known.profile_grade) = gaps.grade
            and courses.day >= gaps.begin_on
            and courses.day < gaps.end_on
    where
        courses.day >= $begin_on
        and courses.day < $end_on
        and date_diff('day', courses.previous_on, courses.day) < gaps.minimum_days
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
