/** `?dryRun=`, `?notify=` and `?createCustomer=`: true or false, as the contract spells them. */
export function ingestFlags(url: URL): {
  dryRun: boolean;
  notify: boolean;
  createCustomer: boolean;
} {
  const flag = (name: string, usual: boolean) => {
    const value = url.searchParams.get(name);
    if (value === null) return usual;
    return value === "" || value === "true" || value === "1";
  };
  return {
    dryRun: flag("dryRun", false),
    notify: flag("notify", true),
    createCustomer: flag("createCustomer", false),
  };
}
