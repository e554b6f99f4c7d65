-- one row per stay in a department (dataset staff), in the order of import
select
    owner,
    owner_key,
    employee_id,
    employee_id_key,
    aliases_key,
    department_key,
    role,
    joined_on,
    left_on,
    import_id,
    line
from staff
order by import_id, place, row_key
