CREATE SEQUENCE "public"."receipt_numbers" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "events" (
	"customer_id" uuid NOT NULL,
	"id" bigserial NOT NULL,
	"transaction" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"type" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"subject_number" text,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "events_customer_id_id_pk" PRIMARY KEY("customer_id","id")
);
--> statement-breakpoint
CREATE TABLE "files" (
	"hash" text PRIMARY KEY NOT NULL,
	"size" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"api_key_id" uuid NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"response_status" integer,
	"response_body" text,
	"created_at" timestamp with time zone NOT NULL,
	"locked_until" timestamp with time zone,
	CONSTRAINT "idempotency_keys_api_key_id_key_pk" PRIMARY KEY("api_key_id","key")
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "provider_events" (
	"provider" text NOT NULL,
	"id" text NOT NULL,
	"type" text NOT NULL,
	"payload" jsonb NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"processed_at" timestamp with time zone,
	"error" text,
	CONSTRAINT "provider_events_provider_id_pk" PRIMARY KEY("provider","id")
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer NOT NULL,
	"expire" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "staff_tasks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"about_customer_id" uuid,
	"subject_type" text,
	"subject_id" text,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone,
	"done_by" uuid,
	CONSTRAINT "staff_tasks_once" UNIQUE("kind","subject_type","subject_id")
);
--> statement-breakpoint
CREATE TABLE "access_links" (
	"customer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"person_id" uuid,
	"token_hash" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	CONSTRAINT "access_links_customer_id_id_pk" PRIMARY KEY("customer_id","id")
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"key_hash" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_keys_key_hash_unique" UNIQUE("key_hash")
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"action" text NOT NULL,
	"about_customer_id" uuid,
	"subject_type" text,
	"subject_id" text,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"from_address" text,
	"by_machine" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "biller" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"name" text NOT NULL,
	"legal_name" text NOT NULL,
	"legal_mention" text DEFAULT '' NOT NULL,
	"legal_id" text,
	"vat_id" text,
	"address" jsonb NOT NULL,
	"phone" text NOT NULL,
	"email" text NOT NULL,
	"opening_hours" jsonb NOT NULL,
	"brand_colour" text NOT NULL,
	"logo_file" text,
	"logo_media_type" text,
	"time_zone" text DEFAULT 'Europe/Paris' NOT NULL,
	"iban" text,
	"bic" text,
	"answer_within_days" smallint DEFAULT 5 NOT NULL,
	"closed_days" text[] DEFAULT '{}'::text[] NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "biller_is_one" CHECK ("biller"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "customers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"name" text NOT NULL,
	"legal_id" text,
	"vat_id" text,
	"electronic_address" jsonb,
	"address" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"phone" text,
	"language" text DEFAULT 'fr' NOT NULL,
	"time_zone" text DEFAULT 'Europe/Paris' NOT NULL,
	"delivery" text DEFAULT 'email' NOT NULL,
	"contact_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "customers_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"customer_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "memberships_customer_id_person_id_pk" PRIMARY KEY("customer_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"language" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "people_email_unique" UNIQUE("email"),
	CONSTRAINT "people_email_lower" CHECK ("people"."email" = lower("people"."email"))
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"user_agent" text
);
--> statement-breakpoint
CREATE TABLE "sign_in_tokens" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"code_hash" text NOT NULL,
	"browser_hash" text,
	"code_attempts" integer DEFAULT 0 NOT NULL,
	"next" text,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "sign_in_tokens_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "staff" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"role" text NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"hours" jsonb,
	"credit_limit" bigint,
	"deactivated_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"customer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"file_hash" text NOT NULL,
	"media_type" text NOT NULL,
	"name" text NOT NULL,
	"variant" text DEFAULT '' NOT NULL,
	"byte_offset" integer,
	"byte_length" integer,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "documents_customer_id_id_pk" PRIMARY KEY("customer_id","id")
);
--> statement-breakpoint
CREATE TABLE "invoice_lines" (
	"customer_id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"id" text NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"note" text,
	"quantity" numeric NOT NULL,
	"unit_code" text NOT NULL,
	"net_unit_price" numeric NOT NULL,
	"net_amount" bigint NOT NULL,
	"vat_category" text NOT NULL,
	"vat_rate" numeric,
	"item_id" text,
	CONSTRAINT "invoice_lines_customer_id_invoice_id_id_pk" PRIMARY KEY("customer_id","invoice_id","id")
);
--> statement-breakpoint
CREATE TABLE "invoice_numbers" (
	"number" text NOT NULL,
	"seller_key" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	CONSTRAINT "invoice_numbers_number_seller_key_pk" PRIMARY KEY("number","seller_key")
);
--> statement-breakpoint
CREATE TABLE "invoice_views" (
	"customer_id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"viewer_id" uuid NOT NULL,
	"viewer_name" text NOT NULL,
	"by_link" boolean DEFAULT false NOT NULL,
	"first_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	CONSTRAINT "invoice_views_customer_id_invoice_id_viewer_id_pk" PRIMARY KEY("customer_id","invoice_id","viewer_id")
);
--> statement-breakpoint
CREATE TABLE "invoices" (
	"customer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"number" text NOT NULL,
	"seller_key" text NOT NULL,
	"type_code" text NOT NULL,
	"issue_date" date NOT NULL,
	"due_date" date,
	"currency" char(3) NOT NULL,
	"net" bigint NOT NULL,
	"vat" bigint NOT NULL,
	"gross" bigint NOT NULL,
	"payable" bigint NOT NULL,
	"settled" bigint DEFAULT 0 NOT NULL,
	"credited" bigint DEFAULT 0 NOT NULL,
	"claimed" bigint DEFAULT 0 NOT NULL,
	"processing" bigint DEFAULT 0 NOT NULL,
	"outstanding" bigint GENERATED ALWAYS AS (greatest(payable - settled, 0)) STORED NOT NULL,
	"contested" bigint GENERATED ALWAYS AS (least(claimed, greatest(payable - settled, 0))) STORED NOT NULL,
	"reference" text,
	"title" text NOT NULL,
	"line_count" integer NOT NULL,
	"search_text" text NOT NULL,
	"content_hash" text NOT NULL,
	"document" jsonb NOT NULL,
	"format" text NOT NULL,
	"notify" boolean DEFAULT true NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "invoices_customer_id_id_pk" PRIMARY KEY("customer_id","id"),
	CONSTRAINT "invoices_kind" CHECK ("invoices"."kind" in ('invoice', 'creditNote')),
	CONSTRAINT "invoices_settled" CHECK ("invoices"."settled" >= 0 and "invoices"."settled" <= greatest("invoices"."payable", 0)),
	CONSTRAINT "invoices_credited" CHECK ("invoices"."credited" >= 0 and "invoices"."credited" <= "invoices"."settled"),
	CONSTRAINT "invoices_claimed" CHECK ("invoices"."claimed" >= 0),
	CONSTRAINT "invoices_processing" CHECK ("invoices"."processing" >= 0)
);
--> statement-breakpoint
CREATE TABLE "settlements" (
	"customer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"source" text NOT NULL,
	"source_id" uuid NOT NULL,
	"amount" bigint NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "settlements_customer_id_id_pk" PRIMARY KEY("customer_id","id")
);
--> statement-breakpoint
CREATE TABLE "waiting_credits" (
	"customer_id" uuid NOT NULL,
	"credit_note_id" uuid NOT NULL,
	"seller_key" text NOT NULL,
	"preceding_number" text NOT NULL,
	CONSTRAINT "waiting_credits_customer_id_credit_note_id_preceding_number_pk" PRIMARY KEY("customer_id","credit_note_id","preceding_number")
);
--> statement-breakpoint
CREATE TABLE "attempt_allocations" (
	"customer_id" uuid NOT NULL,
	"attempt_id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"amount" bigint NOT NULL,
	"live" boolean NOT NULL,
	CONSTRAINT "attempt_allocations_customer_id_attempt_id_invoice_id_pk" PRIMARY KEY("customer_id","attempt_id","invoice_id"),
	CONSTRAINT "attempt_allocations_amount" CHECK ("attempt_allocations"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "payment_attempts" (
	"customer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"state" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"checkout_session_id" text,
	"checkout_url" text,
	"payment_intent_id" text,
	"method" text,
	"failure_code" text,
	"started_by" uuid,
	"started_by_link" uuid,
	"language" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone,
	CONSTRAINT "payment_attempts_customer_id_id_pk" PRIMARY KEY("customer_id","id"),
	CONSTRAINT "payment_attempts_amount" CHECK ("payment_attempts"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"customer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" text NOT NULL,
	"method" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"received_on" date NOT NULL,
	"reference" text,
	"attempt_id" uuid,
	"payment_intent_id" text,
	"charge_id" text,
	"external_id" text,
	"refunded" bigint DEFAULT 0 NOT NULL,
	"unallocated" bigint DEFAULT 0 NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "payments_customer_id_id_pk" PRIMARY KEY("customer_id","id"),
	CONSTRAINT "payments_amount" CHECK ("payments"."amount" > 0),
	CONSTRAINT "payments_refunded" CHECK ("payments"."refunded" between 0 and "payments"."amount"),
	CONSTRAINT "payments_unallocated" CHECK ("payments"."unallocated" between 0 and "payments"."amount")
);
--> statement-breakpoint
CREATE TABLE "refunds" (
	"customer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"payment_id" uuid NOT NULL,
	"kind" text DEFAULT 'refund' NOT NULL,
	"provider_id" text NOT NULL,
	"amount" bigint NOT NULL,
	"status" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "refunds_customer_id_id_pk" PRIMARY KEY("customer_id","id")
);
--> statement-breakpoint
CREATE TABLE "dispute_attachments" (
	"customer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"file_hash" text NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"size" integer NOT NULL,
	CONSTRAINT "dispute_attachments_customer_id_id_pk" PRIMARY KEY("customer_id","id")
);
--> statement-breakpoint
CREATE TABLE "dispute_decisions" (
	"customer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"dispute_id" uuid NOT NULL,
	"outcome" text NOT NULL,
	"amount" bigint NOT NULL,
	"reason" text NOT NULL,
	"decided_by" uuid NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	"credit_note_id" uuid,
	CONSTRAINT "dispute_decisions_customer_id_id_pk" PRIMARY KEY("customer_id","id")
);
--> statement-breakpoint
CREATE TABLE "dispute_lines" (
	"customer_id" uuid NOT NULL,
	"dispute_id" uuid NOT NULL,
	"line_id" text NOT NULL,
	"quantity" numeric,
	"amount" bigint NOT NULL,
	CONSTRAINT "dispute_lines_customer_id_dispute_id_line_id_pk" PRIMARY KEY("customer_id","dispute_id","line_id")
);
--> statement-breakpoint
CREATE TABLE "dispute_messages" (
	"customer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"dispute_id" uuid NOT NULL,
	"author" text NOT NULL,
	"author_id" uuid,
	"author_name" text NOT NULL,
	"visibility" text NOT NULL,
	"body" text NOT NULL,
	"submission_id" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "dispute_messages_customer_id_id_pk" PRIMARY KEY("customer_id","id")
);
--> statement-breakpoint
CREATE TABLE "disputes" (
	"customer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"reference" text NOT NULL,
	"invoice_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"state" text NOT NULL,
	"handler_id" uuid NOT NULL,
	"promised_on" date NOT NULL,
	"claimed" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"opened_by" uuid,
	"opened_by_link" uuid,
	"opened_by_name" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"read_at" timestamp with time zone,
	"answered_at" timestamp with time zone,
	"decided_at" timestamp with time zone,
	"language" text NOT NULL,
	CONSTRAINT "disputes_customer_id_id_pk" PRIMARY KEY("customer_id","id"),
	CONSTRAINT "disputes_claimed" CHECK ("disputes"."claimed" >= 0)
);
--> statement-breakpoint
CREATE TABLE "delivery_events" (
	"customer_id" uuid NOT NULL,
	"id" text NOT NULL,
	"notification_id" uuid NOT NULL,
	"type" text NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	CONSTRAINT "delivery_events_customer_id_id_pk" PRIMARY KEY("customer_id","id")
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"customer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"person_id" uuid,
	"recipient" text NOT NULL,
	"language" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"step" text NOT NULL,
	"state" text NOT NULL,
	"urgent" smallint DEFAULT 0 NOT NULL,
	"code" text NOT NULL,
	"mail_subject" text NOT NULL,
	"stated" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"payload" text,
	"idempotency_key" text NOT NULL,
	"batch_position" smallint DEFAULT 0 NOT NULL,
	"alone" boolean DEFAULT false NOT NULL,
	"provider_id" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp with time zone,
	"send_after" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone,
	"last_error" text,
	"created_at" timestamp with time zone NOT NULL,
	"first_sent_at" timestamp with time zone,
	"accepted_at" timestamp with time zone,
	"settled_at" timestamp with time zone,
	CONSTRAINT "notifications_customer_id_id_pk" PRIMARY KEY("customer_id","id")
);
--> statement-breakpoint
CREATE TABLE "preferences" (
	"customer_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"channel" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "preferences_customer_id_person_id_kind_pk" PRIMARY KEY("customer_id","person_id","kind")
);
--> statement-breakpoint
CREATE TABLE "suppressions" (
	"email" text PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "access_links" ADD CONSTRAINT "access_links_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_links" ADD CONSTRAINT "access_links_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_links" ADD CONSTRAINT "access_links_member" FOREIGN KEY ("customer_id","person_id") REFERENCES "public"."memberships"("customer_id","person_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_contact_id_staff_person_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."staff"("person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_people_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_in_tokens" ADD CONSTRAINT "sign_in_tokens_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff" ADD CONSTRAINT "staff_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_file_hash_files_hash_fk" FOREIGN KEY ("file_hash") REFERENCES "public"."files"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_invoice_fk" FOREIGN KEY ("customer_id","invoice_id") REFERENCES "public"."invoices"("customer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD CONSTRAINT "invoice_lines_invoice" FOREIGN KEY ("customer_id","invoice_id") REFERENCES "public"."invoices"("customer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_views" ADD CONSTRAINT "invoice_views_invoice" FOREIGN KEY ("customer_id","invoice_id") REFERENCES "public"."invoices"("customer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlements" ADD CONSTRAINT "settlements_invoice_fk" FOREIGN KEY ("customer_id","invoice_id") REFERENCES "public"."invoices"("customer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiting_credits" ADD CONSTRAINT "waiting_credits_note" FOREIGN KEY ("customer_id","credit_note_id") REFERENCES "public"."invoices"("customer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempt_allocations" ADD CONSTRAINT "attempt_allocations_attempt" FOREIGN KEY ("customer_id","attempt_id") REFERENCES "public"."payment_attempts"("customer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempt_allocations" ADD CONSTRAINT "attempt_allocations_invoice" FOREIGN KEY ("customer_id","invoice_id") REFERENCES "public"."invoices"("customer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD CONSTRAINT "payment_attempts_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_payment" FOREIGN KEY ("customer_id","payment_id") REFERENCES "public"."payments"("customer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute_attachments" ADD CONSTRAINT "dispute_attachments_file_hash_files_hash_fk" FOREIGN KEY ("file_hash") REFERENCES "public"."files"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute_attachments" ADD CONSTRAINT "dispute_attachments_message_fk" FOREIGN KEY ("customer_id","message_id") REFERENCES "public"."dispute_messages"("customer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute_decisions" ADD CONSTRAINT "dispute_decisions_decided_by_staff_person_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."staff"("person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute_decisions" ADD CONSTRAINT "dispute_decisions_dispute_fk" FOREIGN KEY ("customer_id","dispute_id") REFERENCES "public"."disputes"("customer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute_decisions" ADD CONSTRAINT "dispute_decisions_credit_note" FOREIGN KEY ("customer_id","credit_note_id") REFERENCES "public"."invoices"("customer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute_lines" ADD CONSTRAINT "dispute_lines_dispute" FOREIGN KEY ("customer_id","dispute_id") REFERENCES "public"."disputes"("customer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute_messages" ADD CONSTRAINT "dispute_messages_dispute" FOREIGN KEY ("customer_id","dispute_id") REFERENCES "public"."disputes"("customer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_handler_id_staff_person_id_fk" FOREIGN KEY ("handler_id") REFERENCES "public"."staff"("person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_opened_by_people_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_invoice_fk" FOREIGN KEY ("customer_id","invoice_id") REFERENCES "public"."invoices"("customer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery_events" ADD CONSTRAINT "delivery_events_notification_fk" FOREIGN KEY ("customer_id","notification_id") REFERENCES "public"."notifications"("customer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "events_feed" ON "events" USING btree ("transaction","id");--> statement-breakpoint
CREATE INDEX "events_subject" ON "events" USING btree ("customer_id","subject_type","subject_id","id");--> statement-breakpoint
CREATE INDEX "events_about_invoice" ON "events" USING btree ("customer_id",(data->>'invoiceId'),"id") WHERE data->>'invoiceId' is not null;--> statement-breakpoint
CREATE INDEX "staff_tasks_open" ON "staff_tasks" USING btree ("created_at") WHERE done_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "access_links_token" ON "access_links" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "access_links_invoice" ON "access_links" USING btree ("customer_id","invoice_id");--> statement-breakpoint
CREATE INDEX "audit_log_at" ON "audit_log" USING btree ("at");--> statement-breakpoint
CREATE INDEX "audit_log_about" ON "audit_log" USING btree ("about_customer_id","at");--> statement-breakpoint
CREATE INDEX "customers_legal_id" ON "customers" USING btree (replace(legal_id, ' ', ''));--> statement-breakpoint
CREATE INDEX "customers_vat_id" ON "customers" USING btree (replace(vat_id, ' ', ''));--> statement-breakpoint
CREATE INDEX "customers_electronic_address" ON "customers" USING btree ((electronic_address->>'id'));--> statement-breakpoint
CREATE INDEX "memberships_person" ON "memberships" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sign_in_tokens_person" ON "sign_in_tokens" USING btree ("person_id","created_at");--> statement-breakpoint
CREATE INDEX "documents_invoice" ON "documents" USING btree ("customer_id","invoice_id","kind");--> statement-breakpoint
CREATE INDEX "invoice_numbers_invoice" ON "invoice_numbers" USING btree ("invoice_id");--> statement-breakpoint
CREATE INDEX "invoices_issued" ON "invoices" USING btree ("customer_id","issue_date","id");--> statement-breakpoint
CREATE INDEX "invoices_due" ON "invoices" USING btree ("customer_id","due_date","id");--> statement-breakpoint
CREATE INDEX "invoices_gross" ON "invoices" USING btree ("customer_id","gross","id");--> statement-breakpoint
CREATE INDEX "invoices_owed" ON "invoices" USING btree ("due_date") WHERE kind = 'invoice' and outstanding > 0;--> statement-breakpoint
CREATE INDEX "settlements_invoice" ON "settlements" USING btree ("customer_id","invoice_id");--> statement-breakpoint
CREATE INDEX "settlements_source" ON "settlements" USING btree ("customer_id","source","source_id");--> statement-breakpoint
CREATE INDEX "waiting_credits_preceding" ON "waiting_credits" USING btree ("customer_id","seller_key","preceding_number");--> statement-breakpoint
CREATE UNIQUE INDEX "attempt_allocations_one_live" ON "attempt_allocations" USING btree ("customer_id","invoice_id") WHERE live;--> statement-breakpoint
CREATE UNIQUE INDEX "payment_attempts_session" ON "payment_attempts" USING btree ("checkout_session_id");--> statement-breakpoint
CREATE INDEX "payment_attempts_intent" ON "payment_attempts" USING btree ("payment_intent_id");--> statement-breakpoint
CREATE INDEX "payment_attempts_unsettled" ON "payment_attempts" USING btree ("updated_at") WHERE state in ('open', 'processing');--> statement-breakpoint
CREATE UNIQUE INDEX "payments_number" ON "payments" USING btree ("number");--> statement-breakpoint
CREATE UNIQUE INDEX "payments_intent" ON "payments" USING btree ("payment_intent_id");--> statement-breakpoint
CREATE UNIQUE INDEX "payments_external" ON "payments" USING btree ("customer_id","external_id");--> statement-breakpoint
CREATE INDEX "payments_received" ON "payments" USING btree ("customer_id","received_on","id");--> statement-breakpoint
CREATE INDEX "payments_attempt" ON "payments" USING btree ("customer_id","attempt_id");--> statement-breakpoint
CREATE UNIQUE INDEX "refunds_provider" ON "refunds" USING btree ("provider_id");--> statement-breakpoint
CREATE INDEX "refunds_of_payment" ON "refunds" USING btree ("customer_id","payment_id");--> statement-breakpoint
CREATE INDEX "dispute_attachments_message" ON "dispute_attachments" USING btree ("customer_id","message_id");--> statement-breakpoint
CREATE INDEX "dispute_decisions_dispute" ON "dispute_decisions" USING btree ("customer_id","dispute_id");--> statement-breakpoint
CREATE INDEX "dispute_messages_thread" ON "dispute_messages" USING btree ("customer_id","dispute_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "dispute_messages_once" ON "dispute_messages" USING btree ("customer_id","dispute_id","submission_id");--> statement-breakpoint
CREATE UNIQUE INDEX "disputes_reference" ON "disputes" USING btree ("reference");--> statement-breakpoint
CREATE INDEX "disputes_invoice" ON "disputes" USING btree ("customer_id","invoice_id");--> statement-breakpoint
CREATE INDEX "disputes_queue" ON "disputes" USING btree ("promised_on") WHERE state in ('open', 'waiting-customer', 'credit-requested');--> statement-breakpoint
CREATE INDEX "delivery_events_notification" ON "delivery_events" USING btree ("customer_id","notification_id");--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_once" ON "notifications" USING btree ("customer_id","kind","subject_type","subject_id","step","recipient");--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_provider" ON "notifications" USING btree ("provider_id");--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_code" ON "notifications" USING btree ("code");--> statement-breakpoint
CREATE INDEX "notifications_due" ON "notifications" USING btree ("urgent","send_after") WHERE state in ('created', 'sending');--> statement-breakpoint
CREATE INDEX "notifications_request" ON "notifications" USING btree ("idempotency_key");--> statement-breakpoint
CREATE INDEX "notifications_secret" ON "notifications" USING btree ("expires_at") WHERE kind = 'sign-in' and payload is not null;--> statement-breakpoint
CREATE INDEX "notifications_subject" ON "notifications" USING btree ("customer_id","subject_type","subject_id");--> statement-breakpoint
CREATE INDEX "notifications_recent" ON "notifications" USING btree ("created_at");