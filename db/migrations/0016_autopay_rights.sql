-- Hand-written: rights on automatic payment, and the second wall before what is each customer's (0001_walls.sql).

grant select, insert on stripe_customers to portal_app;--> statement-breakpoint
grant select, insert, update on payment_methods, method_setups, autopay_agreements, autopay_charges to portal_app;--> statement-breakpoint
call protect_customer_table('stripe_customers');--> statement-breakpoint
call protect_customer_table('payment_methods');--> statement-breakpoint
call protect_customer_table('method_setups');--> statement-breakpoint
call protect_customer_table('autopay_agreements');--> statement-breakpoint
call protect_customer_table('autopay_charges');
