// React decides when it is loaded whether to run in development, several times slower: by NODE_ENV, which nobody sets for
// `npm start`. Imported first by the entries that serve; a NODE_ENV that is set, and `--dev`, are left alone.
// biome-ignore lint/style/noProcessEnv: this is what other packages read, not configuration of ours
process.env.NODE_ENV ??= process.argv.includes("--dev") ? "development" : "production";
