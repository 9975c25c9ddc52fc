-- Hand-written: rights on the log of refusals. It belongs to the biller, not to a customer: nothing to wall off (as audit_log).

grant select, insert, update, delete on api_refusals to portal_app;
