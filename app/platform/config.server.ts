import { z } from "zod";
import { checkS3Halves, chooseFiles, type FilesConfig } from "./files-config.ts";

/**
 * The one door to the environment, for every process. Everything is parsed once and frozen; all missing or malformed
 * variables are reported together. Names and defaults: docs/operations.md and .env.example.
 */
export interface Config {
  /** A demonstration simulates what is not configured and says so on every page. */
  readonly demo: boolean;
  readonly production: boolean;
  readonly port: number;
  readonly host: string;
  /** Public base URL, without trailing slash. */
  readonly appUrl: string;
  readonly appSecret: string;
  readonly database: { readonly url: string; readonly ownerUrl: string };
  readonly stripe: {
    readonly secretKey: string;
    readonly webhookSecret: string;
    readonly apiBase: string;
    /** Origins that CSP `form-action` allows. */
    readonly checkoutOrigins: readonly string[];
    readonly simulated: boolean;
  };
  readonly resend: {
    readonly apiKey: string;
    readonly webhookSecret: string;
    readonly baseUrl: string;
    readonly ratePerSecond: number;
    readonly simulated: boolean;
  };
  readonly mail: { readonly from: string; readonly replyDomain: string | null };
  readonly files: FilesConfig;
  /** Hops of reverse proxies to believe (`X-Forwarded-*`); 0 believes none. */
  readonly trustProxy: number;
  readonly webhookAllowPrivate: boolean;
  readonly logLevel: "silent" | "error" | "warn" | "info" | "debug";
  readonly workerConcurrency: number;
}

export interface ConfigProblem {
  variable: string;
  problem: string;
}

/** Thrown at boot: every problem at once, nothing was started. */
export class ConfigError extends Error {
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    super(
      `The environment is not complete:\n${problems
        .map(({ variable, problem }) => `  ${variable}: ${problem}`)
        .join("\n")}\nSee .env.example for what each variable is.`,
    );
    this.problems = problems;
  }
}

const httpUrl = z
  .url({ protocol: /^https?$/, error: "must be an http(s) URL" })
  .transform((value) => value.replace(/\/+$/, ""));
const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, "must be a postgres:// URL");
const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, "must be a whole number")
    .transform(Number)
    .refine((n) => n >= least && n <= most, `must be between ${least} and ${most}`);
const flag = z
  .enum(["0", "1", "true", "false"], "must be 1 or 0")
  .transform((v) => v === "1" || v === "true");
const origins = z
  .string()
  .transform((v) => v.split(/[\s,]+/).filter(Boolean))
  .refine((list) => list.every((o) => URL.canParse(o)), "must be a list of origins");

const variables = z.object({
  NODE_ENV: z.string().optional(),
  PORT: whole(0, 65535).default(3000),
  HOST: z.string().min(1).default("127.0.0.1"),
  APP_URL: httpUrl.optional(),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_OWNER_URL: postgresUrl.optional(),
  APP_SECRET: z
    .string()
    .refine((v) => new TextEncoder().encode(v).length >= 32, "must have at least 32 bytes")
    .optional(),
  STRIPE_SECRET_KEY: z.string().min(1).optional(),
  STRIPE_WEBHOOK_SECRET: z.string().min(1).optional(),
  STRIPE_API_BASE: httpUrl.optional(),
  STRIPE_CHECKOUT_ORIGINS: origins.optional(),
  RESEND_API_KEY: z.string().min(1).optional(),
  RESEND_WEBHOOK_SECRET: z.string().min(1).optional(),
  RESEND_BASE_URL: httpUrl.optional(),
  RESEND_RATE_PER_SECOND: whole(1, 1000).default(2),
  MAIL_FROM: z.string().min(3).optional(),
  MAIL_REPLY_DOMAIN: z.string().min(3).optional(),
  FILES_DIR: z.string().min(1).optional(),
  S3_ENDPOINT: httpUrl.optional(),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "must be the name of a bucket")
    .optional(),
  S3_REGION: z.string().min(1).optional(),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  TRUST_PROXY: whole(0, 10).default(0),
  WEBHOOK_ALLOW_PRIVATE: flag.default(false),
  LOG_LEVEL: z.enum(["silent", "error", "warn", "info", "debug"]).optional(),
  WORKER_CONCURRENCY: whole(1, 100).default(4),
});

/** The variables this program reads: `.env.example` is held against it. */
export const variableNames = Object.keys(variables.shape).filter((name) => name !== "NODE_ENV");

export type Environment = Readonly<Record<string, string | undefined>>;

/** What a demonstration brings along for what is not configured. */
export interface DemoDefaults {
  databaseUrl: string;
  appSecret: string;
  filesDir: string;
  mailFrom: string;
  stripe: { secretKey: string; webhookSecret: string; apiBase: string };
  resend: { apiKey: string; webhookSecret: string; baseUrl: string };
}

/** True when the environment names no database: the start command then makes a demonstration. */
export function isDemonstration(environment: Environment = process.env): boolean {
  return !environment.DATABASE_URL;
}

/** Which providers a demonstration must simulate, and where it listens: read before the stand-ins start. Throws ConfigError. */
export function readDemoNeeds(environment: Environment = process.env) {
  const { value, problems } = parse(environment);
  checkHalves(value, problems);
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    port: value.PORT,
    host: value.HOST,
    appUrl: value.APP_URL ?? `http://localhost:${value.PORT}`,
    simulateStripe: !value.STRIPE_SECRET_KEY,
    simulateResend: !value.RESEND_API_KEY,
  };
}

/** MAIL_REPLY_DOMAIN alone, for a look at its DNS from a machine that has no more than that. */
export function readReplyDomain(environment: Environment = process.env): string | null {
  return parse(environment).value.MAIL_REPLY_DOMAIN ?? null;
}

/** Reads and freezes the configuration. Throws ConfigError naming every missing or malformed variable. */
export function readConfig(environment: Environment = process.env, demo?: DemoDefaults): Config {
  const { value, problems } = parse(environment);
  checkHalves(value, problems);
  const need = <T>(name: string, found: T | undefined, fallback: T | undefined): T => {
    const chosen = found ?? fallback;
    if (chosen === undefined && !problems.some((p) => p.variable === name))
      problems.push({ variable: name, problem: "is missing" });
    return chosen as T;
  };
  const stripeConfigured = Boolean(value.STRIPE_SECRET_KEY);
  const resendConfigured = Boolean(value.RESEND_API_KEY);
  const stripeDemo = stripeConfigured ? undefined : demo?.stripe;
  const resendDemo = resendConfigured ? undefined : demo?.resend;
  const apiBase = value.STRIPE_API_BASE ?? stripeDemo?.apiBase ?? "https://api.stripe.com";
  const url = need("DATABASE_URL", value.DATABASE_URL, demo?.databaseUrl);
  const config: Config = {
    demo: demo !== undefined,
    production: value.NODE_ENV === "production",
    port: value.PORT,
    host: value.HOST,
    appUrl: need("APP_URL", value.APP_URL, demo && `http://localhost:${value.PORT}`),
    appSecret: need("APP_SECRET", value.APP_SECRET, demo?.appSecret),
    database: { url, ownerUrl: value.DATABASE_OWNER_URL ?? url },
    stripe: {
      secretKey: need("STRIPE_SECRET_KEY", value.STRIPE_SECRET_KEY, stripeDemo?.secretKey),
      webhookSecret: need(
        "STRIPE_WEBHOOK_SECRET",
        value.STRIPE_WEBHOOK_SECRET,
        stripeDemo?.webhookSecret,
      ),
      apiBase,
      checkoutOrigins:
        value.STRIPE_CHECKOUT_ORIGINS ??
        (apiBase === "https://api.stripe.com"
          ? ["https://checkout.stripe.com"]
          : ["https://checkout.stripe.com", new URL(apiBase).origin]),
      simulated: stripeDemo !== undefined,
    },
    resend: {
      apiKey: need("RESEND_API_KEY", value.RESEND_API_KEY, resendDemo?.apiKey),
      webhookSecret: need(
        "RESEND_WEBHOOK_SECRET",
        value.RESEND_WEBHOOK_SECRET,
        resendDemo?.webhookSecret,
      ),
      baseUrl: value.RESEND_BASE_URL ?? resendDemo?.baseUrl ?? "https://api.resend.com",
      ratePerSecond: resendDemo ? 1000 : value.RESEND_RATE_PER_SECOND,
      simulated: resendDemo !== undefined,
    },
    mail: {
      from: need("MAIL_FROM", value.MAIL_FROM, demo?.mailFrom),
      replyDomain: value.MAIL_REPLY_DOMAIN ?? null,
    },
    files: chooseFiles(value, demo?.filesDir, problems),
    trustProxy: value.TRUST_PROXY,
    webhookAllowPrivate: value.WEBHOOK_ALLOW_PRIVATE,
    logLevel: value.LOG_LEVEL ?? (demo ? "warn" : "info"),
    workerConcurrency: value.WORKER_CONCURRENCY,
  };
  if (problems.length > 0) throw new ConfigError(problems);
  return deepFreeze(config);
}

type Variables = z.output<typeof variables>;

function parse(environment: Environment): { value: Variables; problems: ConfigProblem[] } {
  // An empty variable is an absent one: `STRIPE_API_BASE= npm start` means the default.
  const present = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
  );
  const problems: ConfigProblem[] = [];
  const result = variables.safeParse(present);
  if (result.success) return { value: result.data, problems };
  const broken = new Set<string>();
  for (const issue of result.error.issues) {
    const variable = String(issue.path[0]);
    broken.add(variable);
    problems.push({ variable, problem: issue.message });
  }
  // Parse again without what is malformed, so that what is missing is reported in the same breath.
  const rest = Object.fromEntries(Object.entries(present).filter(([name]) => !broken.has(name)));
  return { value: variables.parse(rest), problems };
}

/** A provider with a key and no webhook secret (or an address and no key) would look configured and fail later. */
function checkHalves(value: Variables, problems: ConfigProblem[]): void {
  const providers = [
    ["STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET", "STRIPE_API_BASE"],
    ["RESEND_API_KEY", "RESEND_WEBHOOK_SECRET", "RESEND_BASE_URL"],
  ] as const;
  for (const [key, secret, base] of providers) {
    if (!value[key] && !value[secret] && !value[base]) continue;
    for (const name of [key, secret]) {
      if (!value[name] && !problems.some((p) => p.variable === name))
        problems.push({
          variable: name,
          problem: `is missing, while ${value[key] ? key : value[secret] ? secret : base} is set`,
        });
    }
  }
  checkS3Halves(value, problems);
}

function deepFreeze<T extends object>(value: T): T {
  for (const inner of Object.values(value))
    if (typeof inner === "object" && inner !== null) deepFreeze(inner);
  return Object.freeze(value);
}
