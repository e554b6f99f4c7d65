-- one row per owner credited (as written, null: nobody) × month paid × month of the order (null without one): what was paid
-- table: credits (the result of payment_credits.sql)
select
    owner_key,
    date_trunc('month', paid_on)::date as paid_month,
    date_trunc('month', ordered_on)::date as order_month,
    sum(amount) as amount
from credits
group by owner_key, date_trunc('month', paid_on)::date, date_trunc('month', ordered_on)::date
