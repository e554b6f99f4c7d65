-- one row per status: how many lines of the file have it; a line of several rows that differ counts as changed; table staged_states
with
states as (
    select
        staged_states.line,
        min(staged_states.status) as least,
        max(staged_states.status) as most
    from staged_states
    group by staged_states.line
)
select
    case when states.least = states.most then states.least else 'changed' end as status,
    count(*) as line_count
from states
group by case when states.least = states.most then states.least else 'changed' end
