CREATE TABLE "autopay_agreements" (
	"customer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"method_id" uuid NOT NULL,
	"monthly_limit" bigint,
	"started_by" uuid NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"stopped_at" timestamp with time zone,
	"stopped_by" uuid,
	"stop_reason" text,
	CONSTRAINT "autopay_agreements_customer_id_id_pk" PRIMARY KEY("customer_id","id"),
	CONSTRAINT "autopay_agreements_limit" CHECK ("autopay_agreements"."monthly_limit" > 0)
);
--> statement-breakpoint
CREATE TABLE "autopay_charges" (
	"customer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"agreement_id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"charge_on" date NOT NULL,
	"amount" bigint NOT NULL,
	"state" text NOT NULL,
	"skip_reason" text,
	"attempt_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "autopay_charges_customer_id_id_pk" PRIMARY KEY("customer_id","id"),
	CONSTRAINT "autopay_charges_amount" CHECK ("autopay_charges"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "method_setups" (
	"customer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"state" text NOT NULL,
	"currency" char(3) NOT NULL,
	"monthly_limit" bigint,
	"checkout_session_id" text,
	"started_by" uuid NOT NULL,
	"language" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "method_setups_customer_id_id_pk" PRIMARY KEY("customer_id","id")
);
--> statement-breakpoint
CREATE TABLE "payment_methods" (
	"customer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"provider_id" text NOT NULL,
	"brand" text,
	"last4" text,
	"expires_month" integer,
	"expires_year" integer,
	"mandate_id" text,
	"created_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "payment_methods_customer_id_id_pk" PRIMARY KEY("customer_id","id")
);
--> statement-breakpoint
CREATE TABLE "stripe_customers" (
	"customer_id" uuid PRIMARY KEY NOT NULL,
	"provider_id" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "stripe_customers_provider" UNIQUE("provider_id")
);
--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD COLUMN "off_session_method_id" uuid;--> statement-breakpoint
ALTER TABLE "autopay_agreements" ADD CONSTRAINT "autopay_agreements_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "autopay_agreements" ADD CONSTRAINT "autopay_agreements_method_fk" FOREIGN KEY ("customer_id","method_id") REFERENCES "public"."payment_methods"("customer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "autopay_charges" ADD CONSTRAINT "autopay_charges_agreement" FOREIGN KEY ("customer_id","agreement_id") REFERENCES "public"."autopay_agreements"("customer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "autopay_charges" ADD CONSTRAINT "autopay_charges_invoice_fk" FOREIGN KEY ("customer_id","invoice_id") REFERENCES "public"."invoices"("customer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "method_setups" ADD CONSTRAINT "method_setups_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_methods" ADD CONSTRAINT "payment_methods_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stripe_customers" ADD CONSTRAINT "stripe_customers_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "autopay_agreements_one" ON "autopay_agreements" USING btree ("customer_id","currency") WHERE stopped_at is null;--> statement-breakpoint
CREATE INDEX "autopay_agreements_method" ON "autopay_agreements" USING btree ("customer_id","method_id");--> statement-breakpoint
CREATE UNIQUE INDEX "autopay_charges_one" ON "autopay_charges" USING btree ("customer_id","invoice_id") WHERE state in ('planned', 'started');--> statement-breakpoint
CREATE INDEX "autopay_charges_due" ON "autopay_charges" USING btree ("charge_on") WHERE state = 'planned';--> statement-breakpoint
CREATE INDEX "autopay_charges_invoice" ON "autopay_charges" USING btree ("customer_id","invoice_id");--> statement-breakpoint
CREATE INDEX "autopay_charges_attempt" ON "autopay_charges" USING btree ("customer_id","attempt_id");--> statement-breakpoint
CREATE UNIQUE INDEX "method_setups_session" ON "method_setups" USING btree ("checkout_session_id");--> statement-breakpoint
CREATE INDEX "method_setups_open" ON "method_setups" USING btree ("updated_at") WHERE state = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "payment_methods_provider" ON "payment_methods" USING btree ("provider_id");--> statement-breakpoint
CREATE INDEX "payment_methods_mandate" ON "payment_methods" USING btree ("mandate_id");