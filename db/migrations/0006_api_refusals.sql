CREATE TABLE "api_refusals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"api_key_id" uuid,
	"key_prefix" text,
	"fingerprint" text NOT NULL,
	"count" integer NOT NULL,
	"first_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	"method" text NOT NULL,
	"path" text NOT NULL,
	"status" integer,
	"kind" text NOT NULL,
	"language" text NOT NULL,
	"detail" text,
	"errors" jsonb NOT NULL,
	"errors_left_out" integer NOT NULL,
	"invoice_number" text,
	"customer_number" text,
	"size" bigint,
	"line" integer,
	"lines_left_out" integer,
	CONSTRAINT "api_refusals_fingerprint_unique" UNIQUE("fingerprint")
);
--> statement-breakpoint
CREATE INDEX "api_refusals_key" ON "api_refusals" USING btree ("api_key_id","last_at","id");--> statement-breakpoint
CREATE INDEX "api_refusals_latest" ON "api_refusals" USING btree ("last_at","id");