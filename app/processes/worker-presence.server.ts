import pg from "pg";
import type { Context } from "#app/platform/context.server.ts";
import { seconds } from "#app/platform/duration.ts";

/** First half of the advisory locks that say "this worker lives"; any number, as long as all take the same. */
const presenceLocks = 716_253_002;

/** How often each worker looks for dead ones; a job is freed at most this plus the grace after its worker's death. */
const sweepInterval = seconds(2);

/** Takes the lock that tells other workers that `workerId` lives, for as long as the client's session does. */
export async function declarePresence(client: pg.ClientBase, workerId: string): Promise<void> {
  await client.query("select pg_advisory_lock($1::int, hashtext($2))", [presenceLocks, workerId]);
}

/**
 * A job of a killed worker stays locked for four hours in graphile-worker. So each worker holds a session lock, which
 * PostgreSQL drops the moment its connection dies, and each worker frees the jobs of those whose lock is gone.
 * The grace covers a worker that took its first job before it could declare itself.
 */
const unlockJobsOfTheDead = `
  with dead as (
    select distinct locked_by from graphile_worker.jobs
    where locked_at < now() - interval '5 seconds'
      and not exists (
        select from pg_locks
        where locktype = 'advisory' and granted and objsubid = 2
          and database = (select oid from pg_database where datname = current_database())
          and classid = $1::oid and objid = (hashtext(locked_by)::bigint & 4294967295)::oid
      )
  )
  select graphile_worker.force_unlock_workers(array_agg(locked_by)), array_agg(locked_by) as freed
  from dead having count(*) > 0`;

/** Frees what dead workers hold, once. Answers the dead. */
export async function freeJobsOfDeadWorkers(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ freed: string[] }>(unlockJobsOfTheDead, [presenceLocks]);
  return rows[0]?.freed ?? [];
}

export interface Presence {
  /** From now on this process is that worker, and no other: what an earlier one of its names still holds is freed. */
  declare(workerId: string): void;
  stop(): Promise<void>;
}

/** Keeps this process's worker declared over a connection of its own (renewed when lost), and frees jobs of dead ones. */
export function keepPresence(context: Pick<Context, "config" | "logger">): Presence {
  let current: string | null = null;
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const beat = async () => {
    try {
      if (client === null) {
        client = await connect(context.config.database.ownerUrl, () => {
          client = null;
        });
        if (current !== null) await declarePresence(client, current);
      }
      const freed = await freeJobsOfDeadWorkers(client);
      if (freed.length > 0) context.logger.warn({ freed }, "Freed the jobs of dead workers");
    } catch (error) {
      client = null;
      context.logger.error({ error: (error as Error).message }, "Cannot look for dead workers");
    }
  };
  // One after the other: a client takes one query at a time.
  let turn: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>) => {
    turn = turn.then(work);
    return turn;
  };
  const tick = () => {
    inTurn(beat).then(() => {
      if (!stopped) timer = setTimeout(tick, sweepInterval);
    });
  };
  const redeclare = async () => {
    // Not connected yet, or just lost: the next beat declares it.
    if (client === null || current === null) return;
    try {
      await client.query("select pg_advisory_unlock_all()");
      if (client) await declarePresence(client, current);
    } catch {
      client = null;
    }
  };
  tick();

  return {
    declare(workerId) {
      current = workerId;
      inTurn(redeclare);
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await turn;
      clearTimeout(timer);
      await client?.end().catch(() => {});
    },
  };
}

async function connect(connectionString: string, lost: () => void): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString,
    application_name: "invoice-portal worker presence",
  });
  client.on("error", lost);
  client.on("end", lost);
  await client.connect();
  // A machine that lost its power closes no connection: PostgreSQL itself must notice.
  await client.query(
    "set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3",
  );
  return client;
}
