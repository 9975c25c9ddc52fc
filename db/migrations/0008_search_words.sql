CREATE TABLE "search_words" (
	"customer_id" uuid NOT NULL,
	"word" text NOT NULL,
	CONSTRAINT "search_words_customer_id_word_pk" PRIMARY KEY("customer_id","word")
);
--> statement-breakpoint
ALTER TABLE "search_words" ADD CONSTRAINT "search_words_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;