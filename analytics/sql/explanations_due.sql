-- one row per sales row up to $as_of that is due in [$begin_on, $end_on): as imported (definitions §3, Collection rate)
select
    date_trunc('month', due_on)::date as month,
    due_on,
    ordered_on,
    order_id,
    customer_id,
    owner_key,
    amount,
    import_id,
    line
from sales
where due_on >= $begin_on and due_on < $end_on and ordered_on <= $as_of
order by due_on, import_id, place
