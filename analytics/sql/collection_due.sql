-- one row per owner as written × month: the sales up to $as_of that are due in it, for days in [$begin_on, $end_on)
select
    owner_key,
    date_trunc('month', due_on)::date as month,
    sum(amount) as amount
from sales
where due_on >= $begin_on and due_on < $end_on and ordered_on <= $as_of
group by owner_key, date_trunc('month', due_on)::date
