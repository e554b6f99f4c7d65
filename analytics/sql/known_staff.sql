-- one row per current staff row; no parameters
select
    staff.row_key,
    staff.owner,
    staff.owner_key,
    staff.employee_id_key,
    staff.aliases_key,
    staff.joined_on,
    staff.left_on
from staff
order by staff.row_key
