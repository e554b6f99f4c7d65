-- one row per sales row up to $as_of of one cell or total in the windows, with its kind of window and where it came from
-- table: windows (kind, begin_on, end_on); parameters: $by_region, $region, $by_product_line, $product_line (null: unassigned)
select
    windows.kind,
    sale_lines.order_id,
    sale_lines.customer_id,
    sale_lines.ordered_on,
    sale_lines.owner_key,
    sale_lines.region_key,
    sale_lines.product_line_key,
    sale_lines.amount,
    sale_lines.import_id,
    sale_lines.line
from sale_lines
inner join windows on sale_lines.ordered_on >= windows.begin_on and sale_lines.ordered_on < windows.end_on
where
    sale_lines.ordered_on <= $as_of
    and (not $by_region or sale_lines.region_key is not distinct from $region)
    and (not $by_product_line or sale_lines.product_line_key is not distinct from $product_line)
order by sale_lines.ordered_on, sale_lines.order_id, sale_lines.customer_id, sale_lines.import_id, sale_lines.line, windows.kind
