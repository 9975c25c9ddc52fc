CREATE TABLE "bank_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"old_iban" text,
	"old_bic" text,
	"new_iban" text,
	"new_bic" text,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	CONSTRAINT "bank_changes_decided" CHECK (("bank_changes"."state" = 'proposed') = ("bank_changes"."decided_by" is null) and ("bank_changes"."decided_by" is null) = ("bank_changes"."decided_at" is null)),
	CONSTRAINT "bank_changes_two_managers" CHECK ("bank_changes"."state" <> 'confirmed' or "bank_changes"."decided_by" <> "bank_changes"."proposed_by")
);
--> statement-breakpoint
ALTER TABLE "biller" ADD COLUMN "bank_changed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "bank_changes" ADD CONSTRAINT "bank_changes_proposed_by_staff_person_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."staff"("person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_changes" ADD CONSTRAINT "bank_changes_decided_by_staff_person_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."staff"("person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "bank_changes_one_proposal" ON "bank_changes" USING btree ("state") WHERE state = 'proposed';