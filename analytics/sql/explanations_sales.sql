-- one row per sales row of [$begin_on, $end_on), newest first: as imported, with the person and the department of the month
-- tables: people (name_key, person), departments (person, begin_month, end_month, department_key)
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
where credited.ordered_on >= $begin_on and credited.ordered_on < $end_on
order by credited.ordered_on desc, credited.import_id desc, credited.line desc
