-- Hand-written: rights on plans and their payments, and the second wall before those of each customer (0001_walls.sql).

grant select, insert, update on payment_plans to portal_app;--> statement-breakpoint
grant select, insert on payment_plan_parts to portal_app;--> statement-breakpoint
call protect_customer_table('payment_plans');--> statement-breakpoint
call protect_customer_table('payment_plan_parts');
