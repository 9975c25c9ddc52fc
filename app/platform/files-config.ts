import type { ConfigProblem } from "./config.server.ts";

/** A bucket of any S3-compatible service, addressed by path: `endpoint/bucket/key`. */
export interface S3Config {
  /** Without trailing slash: `https://s3.eu-west-3.amazonaws.com`. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Where documents and attachments are kept: in a directory that all processes share, or in S3. */
export type FilesConfig =
  | { readonly kind: "disk"; readonly directory: string }
  | ({ readonly kind: "s3" } & S3Config);

const s3Names = [
  "S3_ENDPOINT",
  "S3_BUCKET",
  "S3_REGION",
  "S3_ACCESS_KEY_ID",
  "S3_SECRET_ACCESS_KEY",
] as const;

type FilesVariables = { readonly [Name in "FILES_DIR" | (typeof s3Names)[number]]?: string };

/** Set, or malformed and so meant to be. */
function isNamed(name: keyof FilesVariables, value: FilesVariables, problems: ConfigProblem[]) {
  return value[name] !== undefined || problems.some(({ variable }) => variable === name);
}

/** Names what is missing of S3_* when some of it is set. */
export function checkS3Halves(value: FilesVariables, problems: ConfigProblem[]): void {
  const named = s3Names.find((name) => isNamed(name, value, problems));
  if (!named) return;
  for (const name of s3Names)
    if (!isNamed(name, value, problems))
      problems.push({ variable: name, problem: `is missing, while ${named} is set` });
}

/** One place: FILES_DIR or all of S3_* (after `checkS3Halves`), else the demonstration's own directory. */
export function chooseFiles(
  value: FilesVariables,
  fallback: string | undefined,
  problems: ConfigProblem[],
): FilesConfig {
  const named = s3Names.find((name) => isNamed(name, value, problems));
  if (named && value.FILES_DIR)
    problems.push({
      variable: "FILES_DIR",
      problem: `is set, and so is ${named}: files are kept in one place`,
    });
  if (named)
    return {
      kind: "s3",
      endpoint: value.S3_ENDPOINT ?? "",
      bucket: value.S3_BUCKET ?? "",
      region: value.S3_REGION ?? "",
      accessKeyId: value.S3_ACCESS_KEY_ID ?? "",
      secretAccessKey: value.S3_SECRET_ACCESS_KEY ?? "",
    };
  const directory = value.FILES_DIR ?? fallback;
  if (directory === undefined)
    problems.push({ variable: "FILES_DIR", problem: `is missing (or set ${s3Names.join(", ")})` });
  return { kind: "disk", directory: directory ?? "" };
}
