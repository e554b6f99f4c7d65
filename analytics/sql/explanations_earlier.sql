-- one row per customer who bought (a row above 0) on a day before $begin_on up to $as_of: the first such row
with
bought as (
    select
        customer_id,
        ordered_on,
        order_id,
        amount,
        import_id,
        line,
        row_number() over (partition by customer_id order by ordered_on, import_id, place) as position
    from sales
    where amount > 0 and ordered_on < $begin_on and ordered_on <= $as_of
)

select
    customer_id,
    ordered_on,
    order_id,
    amount,
    import_id,
    line
from bought
where position = 1
