-- Hand-written: rights on the webhook tables, and the second wall before the one that names customers (0001_walls.sql).

grant select, insert, update, delete on webhook_endpoints, webhook_deliveries to portal_app;--> statement-breakpoint
call protect_customer_table('webhook_deliveries');
