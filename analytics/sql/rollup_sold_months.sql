-- one row per month of touched_months × owner as written × region that counts × product line: the sum of its sales
select
    sale_lines.month,
    sale_lines.owner_key,
    sale_lines.region_key,
    sale_lines.product_line_key,
    sum(sale_lines.amount)::decimal(38, 4) as amount
from sale_lines
semi join touched_months on sale_lines.month = touched_months.month
group by sale_lines.month, sale_lines.owner_key, sale_lines.region_key, sale_lines.product_line_key
