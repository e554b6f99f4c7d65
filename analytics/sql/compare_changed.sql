-- the staged rows that change a current row, first lines first; table staged_states, $accepted a Parquet path, $limit_count how many
select staged.*
from read_parquet($accepted) as staged
inner join staged_states on staged.row_key = staged_states.row_key
where staged_states.status = 'changed'
order by staged.line, staged.row_key
limit $limit_count
