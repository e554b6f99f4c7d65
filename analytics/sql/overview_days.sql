-- one row per day of [$begin_on, $end_on) with a sale: its amount, of the company or of the department with the key $department
-- tables: people (name_key, person), departments (person, begin_month, end_month, department_key)
select
    sale_lines.ordered_on,
    sum(sale_lines.amount) as amount
from sale_lines
left join people on sale_lines.owner_key = people.name_key
left join departments
    on
        coalesce(people.person, sale_lines.owner_key) = departments.person
        and sale_lines.month >= departments.begin_month
        and sale_lines.month < departments.end_month
where
    sale_lines.ordered_on >= $begin_on
    and sale_lines.ordered_on < $end_on
    and (cast($department as varchar) is null or departments.department_key = $department)
group by sale_lines.ordered_on
order by sale_lines.ordered_on
