-- one row per sales row of [$begin_on, $end_on), narrowed to the keys whose $by_… flag is true: as imported, with import and line
-- tables: people (name_key, person), departments (person, begin_month, end_month, department_key); parameters also: $owner,
-- $department, $region, $product_line, $customer (null is unassigned)
with
credited as (
    select
        sale_lines.*,
        coalesce(people.person, sale_lines.owner_key) as person
    from sale_lines
    left join people on sale_lines.owner_key = people.name_key
)

select
    credited.ordered_on,
    credited.order_id,
    credited.customer_id,
    credited.person as owner_key,
    departments.department_key,
    credited.region_key,
    credited.product_line_key,
    credited.amount,
    credited.import_id,
    credited.line
from credited
left join departments
    on
        credited.person = departments.person
        and credited.month >= departments.begin_month
        and credited.month < departments.end_month
where
    credited.ordered_on >= $begin_on
    and credited.ordered_on < $end_on
    and (not $by_owner or credited.person is not distinct from cast($owner as varchar))
    and (not $by_department or departments.department_key is not distinct from cast($department as varchar))
    and (not $by_region or credited.region_key is not distinct from cast($region as varchar))
    and (not $by_product_line or credited.product_line_key is not distinct from cast($product_line as varchar))
    and (not $by_customer or credited.customer_id is not distinct from cast($customer as varchar))
order by credited.ordered_on desc, credited.import_id desc, credited.line desc
