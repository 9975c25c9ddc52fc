CREATE TABLE "ledger_entries" (
	"customer_id" uuid NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "ledger_entries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"currency" char(3) NOT NULL,
	"amount" bigint NOT NULL,
	"invoice_id" uuid,
	"payment_id" uuid,
	"source_id" uuid GENERATED ALWAYS AS (coalesce(invoice_id, payment_id)) STORED NOT NULL,
	"step" integer NOT NULL,
	"day" date NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ledger_entries_customer_id_source_id_step_pk" PRIMARY KEY("customer_id","source_id","step"),
	CONSTRAINT "ledger_entries_source" CHECK (case when "ledger_entries"."kind" in ('invoice', 'creditNote') then "ledger_entries"."invoice_id" is not null and "ledger_entries"."payment_id" is null
        else "ledger_entries"."payment_id" is not null and "ledger_entries"."invoice_id" is null end),
	CONSTRAINT "ledger_entries_step" CHECK (("ledger_entries"."step" = 0) = ("ledger_entries"."kind" not in ('refund', 'reinstated')) and "ledger_entries"."step" >= 0),
	CONSTRAINT "ledger_entries_amount" CHECK (case "ledger_entries"."kind" when 'invoice' then "ledger_entries"."amount" >= 0 when 'creditNote' then "ledger_entries"."amount" <= 0
        when 'payment' then "ledger_entries"."amount" < 0 when 'refund' then "ledger_entries"."amount" > 0 when 'reinstated' then "ledger_entries"."amount" < 0 else false end)
);
--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "refunded_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_invoice" FOREIGN KEY ("customer_id","invoice_id") REFERENCES "public"."invoices"("customer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_payment" FOREIGN KEY ("customer_id","payment_id") REFERENCES "public"."payments"("customer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ledger_entries_account" ON "ledger_entries" USING btree ("customer_id","day","id","currency","amount");