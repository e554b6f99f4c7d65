-- one row per kind and name key: the spelling that is shown; $with_owner, $with_department, $with_region, $with_product_line: of
-- which kinds
with
ranked as (
    select
        kind,
        name_key,
        name,
        row_number() over (partition by kind, name_key order by source_rank, import_id, place, name) as position
    from spellings
    where
        name_key is not null
        and (kind <> 'owner' or $with_owner)
        and (kind <> 'department' or $with_department)
        and (kind <> 'region' or $with_region)
        and (kind <> 'product_line' or $with_product_line)
)
select
    kind,
    name_key,
    name
from ranked
where position = 1
order by kind, name_key
