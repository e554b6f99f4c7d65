-- one row per kind (owner, department, region, product_line) and name key: the spelling that is shown
with
ranked as (
    select
        kind,
        name_key,
        name,
        row_number() over (partition by kind, name_key order by source_rank, import_id, place, name) as position
    from spellings
    where name_key is not null
)

select
    kind,
    name_key,
    name
from ranked
where position = 1
order by kind, name_key
