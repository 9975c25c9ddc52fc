ALTER TABLE "documents" ADD COLUMN "code" text;--> statement-breakpoint
CREATE INDEX "documents_code" ON "documents" USING btree ("code") WHERE code is not null;--> statement-breakpoint
CREATE INDEX "documents_file" ON "documents" USING btree ("file_hash");