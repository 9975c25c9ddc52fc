CREATE TABLE "payment_plan_parts" (
	"customer_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"due_on" date NOT NULL,
	"amount" bigint NOT NULL,
	CONSTRAINT "payment_plan_parts_customer_id_plan_id_position_pk" PRIMARY KEY("customer_id","plan_id","position"),
	CONSTRAINT "payment_plan_parts_position" CHECK ("payment_plan_parts"."position" between 1 and 6),
	CONSTRAINT "payment_plan_parts_amount" CHECK ("payment_plan_parts"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "payment_plans" (
	"customer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"paid_before" bigint NOT NULL,
	"message" text DEFAULT '' NOT NULL,
	"proposed_by" uuid,
	"proposed_by_link" uuid,
	"proposed_by_name" text NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"answer_by" date,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"answer" text DEFAULT '' NOT NULL,
	"frozen_on" date,
	"ended_on" date,
	CONSTRAINT "payment_plans_customer_id_id_pk" PRIMARY KEY("customer_id","id"),
	CONSTRAINT "payment_plans_amount" CHECK ("payment_plans"."amount" > 0),
	CONSTRAINT "payment_plans_live_or_ended" CHECK (("payment_plans"."state" in ('proposed', 'accepted')) = ("payment_plans"."ended_on" is null))
);
--> statement-breakpoint
ALTER TABLE "biller" ADD COLUMN "promise_within_days" smallint DEFAULT 14 NOT NULL;--> statement-breakpoint
ALTER TABLE "biller" ADD COLUMN "instalments_most" smallint DEFAULT 3 NOT NULL;--> statement-breakpoint
ALTER TABLE "biller" ADD COLUMN "instalments_within_days" smallint DEFAULT 90 NOT NULL;--> statement-breakpoint
ALTER TABLE "biller" ADD COLUMN "plans_accepted_up_to" jsonb DEFAULT '{"EUR":100000,"CHF":100000,"GBP":100000,"USD":100000}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "payment_plan_parts" ADD CONSTRAINT "payment_plan_parts_plan" FOREIGN KEY ("customer_id","plan_id") REFERENCES "public"."payment_plans"("customer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_plans" ADD CONSTRAINT "payment_plans_invoice_fk" FOREIGN KEY ("customer_id","invoice_id") REFERENCES "public"."invoices"("customer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "payment_plan_parts_due" ON "payment_plan_parts" USING btree ("due_on");--> statement-breakpoint
CREATE UNIQUE INDEX "payment_plans_one_live" ON "payment_plans" USING btree ("customer_id","invoice_id") WHERE ended_on is null;--> statement-breakpoint
CREATE INDEX "payment_plans_live" ON "payment_plans" USING btree ("id") WHERE ended_on is null;--> statement-breakpoint
CREATE INDEX "payment_plans_ended" ON "payment_plans" USING btree ("ended_on") WHERE ended_on is not null;--> statement-breakpoint
CREATE INDEX "payment_plans_invoice" ON "payment_plans" USING btree ("customer_id","invoice_id","proposed_at");