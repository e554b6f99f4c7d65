-- one row per spelling of this_kind in an import of this_dataset, with its first row there; $source_rank 1 and 2 are masters, all
-- else 3 (definitions §1)
select
    'this_kind' as kind,
    'this_dataset' as dataset,
    $source_rank::bigint as source_rank,
    this_kind_key as name_key,
    this_kind as name,
    import_id,
    min(place) as place
from this_dataset
where this_kind_key is not null
group by this_kind_key, this_kind, import_id
