-- one row per follow-up in [$begin_on, $end_on) up to $as_of: the record checks, null where left out (definitions §5)
-- tables: read_days (next_step, day, promised_on: read from the text), stock_phrases (month, phrase)
-- parameters: $least_width in columns, $not_wide a pattern of what is not wide, $ignored one of what a stock phrase leaves aside
with
phrases as (
    select distinct
        month,
        lower(regexp_replace(phrase, $ignored, '', 'g')) as phrase_key
    from stock_phrases
),

written as (
    select
        follow_ups.*,
        record_columns.content_is_there,
        record_columns.next_step_is_there,
        record_columns.next_step_on_is_there,
        record_columns.stage_is_there,
        date_trunc('month', follow_ups.followed_up_at)::date as month,
        coalesce(follow_ups.next_step_on, read_days.promised_on) as promised_on,
        coalesce(length(follow_ups.content) + length(regexp_replace(follow_ups.content, $not_wide, '', 'g')), 0) as width,
        lower(regexp_replace(follow_ups.content, $ignored, '', 'g')) as content_key
    from follow_ups
    left join record_columns on follow_ups.import_id = record_columns.import_id
    left join read_days
        on
            follow_ups.next_step = read_days.next_step
            and follow_ups.followed_up_at::date = read_days.day
            and follow_ups.next_step_on is null
    where
        follow_ups.followed_up_at >= $begin_on
        and follow_ups.followed_up_at < $end_on
        and follow_ups.followed_up_at::date <= $as_of
),

checked as (
    select
        written.*,
        case
            when written.logged_at is null then null
            when not coalesce(written.logged_at_has_time, false)
                then date_diff('day', written.followed_up_at::date, written.logged_at::date) <= 1
            when coalesce(written.followed_up_at_has_time, false)
                then date_diff('microsecond', written.followed_up_at, written.logged_at) <= 86400000000
            else date_diff('microsecond', written.followed_up_at, written.logged_at) <= 172800000000
        end as on_time,
        case
            when
                written.content_is_there or written.next_step_is_there or written.next_step_on_is_there or written.stage_is_there
                then
                    (written.content is not null or not written.content_is_there)
                    and (written.next_step is not null or not written.next_step_is_there)
                    and (
                        written.promised_on is not null
                        or not (written.next_step_is_there or written.next_step_on_is_there)
                    )
                    and (written.stage is not null or not written.stage_is_there)
        end as is_complete,
        case when written.content_is_there then written.width >= $least_width and phrases.phrase_key is null end as is_specific,
        case when written.promised_on is not null then written.promised_on >= written.followed_up_at::date end
            as next_step_in_order
    from written
    left join phrases on written.month = phrases.month and written.content_key = phrases.phrase_key
)

select
    customer_id, owner_key, followed_up_at, method, month, logged_at::date as logged_on, promised_on,
    on_time, is_complete, is_specific, next_step_in_order,
    case when on_time is null then 0 else 1 end + case when is_complete is null then 0 else 1 end
    + case when is_specific is null then 0 else 1 end + case when next_step_in_order is null then 0 else 1 end as check_count,
    case when on_time then 1 else 0 end + case when is_complete then 1 else 0 end
    + case when is_specific then 1 else 0 end + case when next_step_in_order then 1 else 0 end as passed_count,
    import_id, place, line
from checked
