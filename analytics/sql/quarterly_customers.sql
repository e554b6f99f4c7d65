-- one row per customer with a sale up to $as_of in a cell or total: what it bought (rows above 0) and gave back in each window
-- table: windows (kind: this, previous; begin_on, end_on); parameters: $by_region, $region, $by_product_line, $product_line (null:
-- unassigned)
select
    sale_lines.customer_id,
    sum(case when windows.kind = 'this' and sale_lines.amount > 0 then sale_lines.amount else 0 end) as bought,
    sum(case when windows.kind = 'this' and sale_lines.amount <= 0 then sale_lines.amount else 0 end) as returned,
    sum(case when windows.kind = 'previous' and sale_lines.amount > 0 then sale_lines.amount else 0 end) as bought_before,
    sum(case when windows.kind = 'previous' and sale_lines.amount <= 0 then sale_lines.amount else 0 end) as returned_before
from sale_lines
inner join windows on sale_lines.ordered_on >= windows.begin_on and sale_lines.ordered_on < windows.end_on
where
    sale_lines.ordered_on <= $as_of
    and (not $by_region or sale_lines.region_key is not distinct from $region)
    and (not $by_product_line or sale_lines.product_line_key is not distinct from $product_line)
group by sale_lines.customer_id
