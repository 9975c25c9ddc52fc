// Who may import whom (docs/decisions). `npm run check` holds it.
const D = "^app/domains/";
const test = "\\.test\\.tsx?$";
const rule = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });
const above = (domain, mayUse) =>
  rule(
    `${domain}-looks-down-only`,
    `${domain} may use: ${mayUse.join(", ") || "no other domain"}`,
    // A test of a domain may bring the world about with any verb.
    { path: `${D}${domain}/`, pathNot: test },
    { path: D, pathNot: `${D}(${[domain, ...mayUse].join("|")})/` },
  );
const oneDoor = (pkg, file) =>
  rule(
    `one-door-to-${pkg}`,
    `only ${file} may import ${pkg} (types may cross)`,
    { pathNot: `^${file.replaceAll(".", "\\.")}$|^(tests|app/processes/demo)/|${test}` },
    { path: `(^|node_modules/)${pkg}(/|$)`, dependencyTypesNot: ["type-only"] },
  );

module.exports = {
  forbidden: [
    rule(
      "no-cycles",
      "a cycle hides which file owns the idea; two types may know each other",
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    ),

    // the ladder of domains
    above("accounts", []),
    above("invoices", ["accounts"]),
    above("payments", ["accounts", "invoices"]),
    above("disputes", ["accounts", "invoices"]),
    above("webhooks", ["accounts", "invoices"]),
    // notifications sits on top: it may read every domain, and none may call it (the rules above)

    // the layers
    rule(
      "routes-stay-thin",
      "a route reaches data, mail and vendors only through a domain",
      { path: "^app/(routes/|root|entry\\.)" },
      { path: "^(db|emails)/|^app/(platform/(db|events|jobs|files)\\.server|processes/)" },
    ),
    rule(
      "routes-use-pure-platform",
      "config, logging and the like arrive in the context (types may cross)",
      { path: "^app/routes/" },
      { path: "^app/platform/.*\\.server\\.", dependencyTypesNot: ["type-only"] },
    ),
    // "routes do not share" is held by tests/architecture: the dollar signs in route names break group matching here.
    rule(
      "domains-ignore-http",
      "a domain knows no route, screen or process",
      { path: D, pathNot: test },
      {
        path: "^app/(routes|http|ui|processes)/|(^|node_modules/)(@remix-run|react-router|express)(/|$)",
      },
    ),
    rule(
      "http-knows-only-accounts",
      "the edge asks who is there; routes ask for everything else",
      // The counters of the rate limiter are a table of its library's own shape, and nobody else's.
      { path: "^app/http/", pathNot: `^app/http/rate-limit\\.server\\.ts$|${test}` },
      { path: "^(db|emails)/|^app/(routes|ui|processes|domains/(?!accounts/))" },
    ),
    rule(
      "mail-has-one-sender",
      "only notifications renders email",
      { pathNot: "^(app/domains/notifications|app/processes|emails|tests)/" },
      { path: "^emails/" },
    ),
    rule(
      "platform-knows-no-business",
      "if it knows an invoice it belongs to a domain",
      { path: "^app/platform/", pathNot: test },
      { path: "^(app/(domains|http|routes|ui|processes)|emails)/" },
    ),
    rule(
      "db-knows-nothing-above",
      "schema and migrations must load in drizzle-kit alone",
      { path: "^db/", pathNot: test },
      { path: "^(app|emails|tests)/" },
    ),
    rule(
      "one-door-to-the-database",
      "only platform/db opens a connection; processes migrate and run jobs as the owner",
      { pathNot: `^app/platform/db\\.server\\.ts$|^app/processes/|^(db|tests)/|${test}` },
      {
        path: "^db/client|(^|node_modules/)(postgres|pg)(/|$)",
        dependencyTypesNot: ["type-only"],
      },
    ),
    rule(
      "emails-take-props",
      "a template reads nothing; it is handed everything",
      { path: "^emails/" },
      { path: "^db/|^app/(domains|http|routes|ui|processes)/|\\.server\\." },
    ),
    rule(
      "ui-takes-props",
      "a component reads nothing; it is handed everything",
      { path: "^app/ui/" },
      { path: "^(db|emails)/|^app/(domains|http|routes|processes)/|\\.server\\." },
    ),
    rule(
      "islands-stand-alone",
      "what the browser loads is weighed: pure platform and a chart library, nothing else",
      { path: "^app/islands/" },
      { path: "^(db|emails)/|^app/(domains|http|routes|processes|ui)/|\\.server\\." },
    ),
    rule(
      "no-suffix-means-no-io",
      "a domain file without .server is pure (types may cross; a condition built from the schema is pure, running it is not)",
      { path: D, pathNot: "\\.server\\.|\\.test\\." },
      {
        path: "\\.server\\.|^db/client|^(node:)?(fs|http|https|net|child_process)$",
        dependencyTypesNot: ["type-only"],
      },
    ),
    rule(
      "nothing-starts-a-process",
      "processes are the top; only tests reuse the demo's stand-ins",
      { pathNot: `^(app/processes|tests)/|^playwright\\.config|${test}` },
      { path: "^app/processes/" },
    ),
    rule(
      "the-demo-stays-in-its-folder",
      "production code never asks whether it is a demonstration: only the start command brings the stand-ins along, and the reconcile command asks the running one",
      { pathNot: "^app/processes/(demo/|start|reconcile\\.ts)|^tests/|\\.test\\." },
      { path: "^app/processes/demo/" },
    ),
    rule(
      "nothing-ships-a-test",
      "production never needs tests/",
      { pathNot: "^(tests/|[^/]*\\.config\\.ts$)|\\.test\\.|-test-bench\\.ts$" },
      { path: "^tests/|\\.test\\." },
    ),

    // the vendors
    oneDoor("stripe", "app/domains/payments/stripe.server.ts"),
    oneDoor("resend", "app/domains/notifications/resend.server.ts"),
    oneDoor("lucia", "app/domains/accounts/session.server.ts"),
    oneDoor("standardwebhooks", "app/domains/webhooks/signing-secret.server.ts"),
    oneDoor("aws4fetch", "app/platform/s3-files.server.ts"),
    oneDoor("yazl", "app/platform/zip.server.ts"),
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default"],
      extensions: [".ts", ".tsx", ".js"],
    },
  },
};
