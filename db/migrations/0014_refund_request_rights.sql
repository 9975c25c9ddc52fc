-- Hand-written: rights on refund requests, and the second wall before those of each customer (0001_walls.sql).

grant select, insert, update on refund_requests to portal_app;--> statement-breakpoint
call protect_customer_table('refund_requests');
