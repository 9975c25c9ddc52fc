-- Hand-written: rights on the changes of the biller's bank details. They belong to the biller, not to a customer: nothing to wall off
-- (as audit_log). What was decided stays as it was decided.

grant select, insert, update on bank_changes to portal_app;--> statement-breakpoint
create trigger decided_once before update on bank_changes for each row when (old.state <> 'proposed') execute function refuse_change();
