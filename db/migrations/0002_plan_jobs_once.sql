-- The same door as before, in a language whose plans are kept for the session: an SQL function that is called and not inlined
-- (security definer) is planned anew at every call, which was most of what adding a job cost.
create or replace function enqueue_job(
  p_task text, p_payload json, p_job_key text default null, p_run_at timestamptz default null, p_max_attempts int default null,
  p_priority int default null
) returns void language plpgsql security definer set search_path = public as $$
begin
  perform graphile_worker.add_job(p_task, payload => p_payload, job_key => p_job_key, run_at => p_run_at,
    max_attempts => p_max_attempts, priority => p_priority);
end;
$$;
