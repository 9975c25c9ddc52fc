/** One thing that is wrong with a body: where (JSON Pointer or XPath), which EN 16931 rule (null outside it), in words. */
export interface ProblemError {
  pointer: string;
  rule: string | null;
  message: string;
}

export interface Problem {
  status: number;
  /** Names the kind of problem: the fragment of its explanation under `/api/docs`. */
  kind: string;
  /** The same for every occurrence, in the reader's language. */
  title: string;
  /** This occurrence. */
  detail?: string;
  /** Every error at once, not the first. */
  errors?: readonly ProblemError[];
  /** Further members (RFC 9457 §3.2): `{ sellers: […] }`. */
  more?: Readonly<Record<string, unknown>>;
}

/** The body of a problem (RFC 9457), also one line of the batch's answer. */
export function problemBody(problem: Problem): Record<string, unknown> {
  const { kind, title, status, detail, errors, more } = problem;
  return {
    type: `/api/docs#${kind}`,
    title,
    status,
    ...(detail === undefined ? {} : { detail }),
    ...(errors === undefined ? {} : { errors }),
    ...more,
  };
}

/** `application/problem+json` (RFC 9457). */
export function problemResponse(
  problem: Problem,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(JSON.stringify(problemBody(problem)), {
    status: problem.status,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      ...headers,
    },
  });
}

/** A problem again from its body, without its further members: an answer that was kept is told a second time. */
export function problemIn(body: string): Problem {
  const { type, title, status, detail, errors } = JSON.parse(body) as Problem & { type: string };
  return { kind: type.slice(type.indexOf("#") + 1), title, status, detail, errors };
}
