-- one row per customer: where its profile, its newest follow-up up to $as_of and the newest by a method that counts for its grade
-- were imported, null without one (definitions §5); tables: graded (customer_id, grade), qualifying (grade, method)
with
reached as (
    select
        graded.customer_id,
        follow_ups.import_id,
        follow_ups.line,
        qualifying.method is not null as is_qualifying,
        row_number() over (
            partition by graded.customer_id
            order by
                follow_ups.followed_up_at desc,
                follow_ups.logged_at desc nulls last,
                follow_ups.import_id desc,
                follow_ups.place desc
        ) as position
    from graded
    inner join follow_ups on graded.customer_id = follow_ups.customer_id and follow_ups.followed_up_at::date <= $as_of
    left join qualifying on graded.grade = qualifying.grade and follow_ups.method = qualifying.method
),

newest as (
    select
        customer_id,
        arg_min(import_id, position) as last_import_id,
        arg_min(line, position) as last_line,
        arg_min(import_id, position) filter (where is_qualifying) as qualifying_import_id,
        arg_min(line, position) filter (where is_qualifying) as qualifying_line
    from reached
    group by customer_id
)

select
    graded.customer_id,
    newest.last_import_id,
    newest.last_line,
    newest.qualifying_import_id,
    newest.qualifying_line,
    customers.import_id as profile_import_id,
    customers.line as profile_line
from graded
left join newest on graded.customer_id = newest.customer_id
left join customers on graded.customer_id = customers.customer_id
