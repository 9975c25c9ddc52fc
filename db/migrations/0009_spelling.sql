-- Hand-written: words forgiven a typing slip are looked for among the words that the customer's invoices have, a few hundred, and
-- not in the text of every invoice.

create extension if not exists fuzzystrmatch;--> statement-breakpoint
call protect_customer_table('search_words');--> statement-breakpoint

-- The words of one invoice that can be mistyped: 4 to 64 characters without the punctuation around them, and without digits.
create function words_to_spell(p_text text) returns setof text
language sql immutable parallel safe set search_path = public as $$
  select distinct word
  from (select btrim(token, '.,;:!?«»"''’()[]{}<>*/+-_&') as word from unnest(string_to_array(p_text, ' ')) as token) as tokens
  where length(word) between 4 and 64 and word !~ '[0-9]'
$$;--> statement-breakpoint
revoke all on function words_to_spell(text) from public;--> statement-breakpoint

-- In one order, so that two transactions with the same new words do not deadlock.
create function keep_search_words() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  insert into search_words (customer_id, word)
  select distinct customer_id, word from added, words_to_spell(search_text) as word
  order by customer_id, word
  on conflict do nothing;
  return null;
end $$;--> statement-breakpoint
revoke all on function keep_search_words() from public;--> statement-breakpoint
create trigger keep_search_words after insert on invoices
  referencing new table as added for each statement execute function keep_search_words();--> statement-breakpoint
insert into search_words (customer_id, word)
select distinct customer_id, word from invoices, words_to_spell(search_text) as word;--> statement-breakpoint

-- The nearest words that the customer has: one slip in a short word, two in a longer one, or a good part of a word that goes on.
create function near_words(p_customer uuid, p_word text) returns setof text
language sql stable security definer set search_path = public as $$
  select word from search_words
  where customer_id = p_customer and p_word ~ '^[^0-9 ]{4,64}$'
    and (levenshtein_less_equal(p_word, word, 2) <= case when length(p_word) < 6 then 1 else 2 end
      or word_similarity(p_word, word) >= 0.5)
  order by levenshtein_less_equal(p_word, word, 2), word_similarity(p_word, word) desc, word
  limit 10
$$;--> statement-breakpoint
revoke all on function near_words(uuid, text) from public;--> statement-breakpoint

-- For LIKE: this text anywhere.
create function contains_pattern(p_text text) returns text
language sql immutable parallel safe set search_path = public as $$
  select '%' || replace(replace(replace(p_text, '\', '\\'), '%', '\%'), '_', '\_') || '%'
$$;--> statement-breakpoint
revoke all on function contains_pattern(text) from public;--> statement-breakpoint

-- As before: every word must be found as written; only when nothing is, words are forgiven a typing slip. Words with digits are
-- never guessed: another invoice's number is no near miss.
create or replace function search_invoices(p_customer uuid, p_words text[]) returns table (invoice_id uuid)
language plpgsql stable security definer set search_path = public as $$
declare
  word text;
  written text;
  spelt text;
  exact text := '';
  near text := '';
  guessed boolean := false;
begin
  foreach word in array p_words loop
    exact := exact || format(' and search_text like %L', contains_pattern(word));
  end loop;
  return query execute 'select id from invoices where customer_id = $1' || exact using p_customer;
  if found then
    return;
  end if;
  foreach word in array p_words loop
    written := format('search_text like %L', contains_pattern(word));
    select string_agg(format(' or search_text like %L', contains_pattern(near_word)), '') into spelt
    from near_words(p_customer, word) as near_word;
    guessed := guessed or spelt is not null;
    near := near || format(' and (%s%s)', written, coalesce(spelt, ''));
  end loop;
  if guessed then
    return query execute 'select id from invoices where customer_id = $1' || near using p_customer;
  end if;
end $$;
