-- one row per region × product line × month with a sale in [$begin_on, $end_on) up to $as_of (definitions §6, A cell stands there)
select distinct
    region_key,
    product_line_key,
    month
from sale_lines
where ordered_on >= $begin_on and ordered_on < $end_on and ordered_on <= $as_of
