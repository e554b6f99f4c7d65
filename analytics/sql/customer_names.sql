-- one row per customer that has a name as of $as_of: the profile's, else that of the newest row up to that day
with
unnamed as (
    select
        customer_namings.*,
        row_number() over (
            partition by customer_namings.customer_id
            order by
                customer_namings.named_at desc,
                customer_namings.logged_at desc nulls last,
                customer_namings.import_id desc,
                customer_namings.place desc,
                customer_namings.customer_name asc
        ) as position
    from customer_namings
    left join customers on customer_namings.customer_id = customers.customer_id and customers.name is not null
    where customers.customer_id is null and customer_namings.named_at::date <= $as_of
)

select customer_id, name as customer_name
from customers
where name is not null
union all
select customer_id, customer_name
from unnamed
where position = 1
