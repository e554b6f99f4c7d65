-- the current rows of this_dataset with the given keys; $row_keys a list
select this_dataset.*
from this_dataset
where this_dataset.row_key in (select unnest($row_keys))
