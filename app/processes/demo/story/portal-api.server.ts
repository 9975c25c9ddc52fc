/** The biller's accounting system, as far as the story needs one: it talks to the portal like any other, by HTTP and API key. */
export class PortalApi {
  readonly #portal: string;
  readonly #key: string;

  constructor(portal: string, key: string) {
    this.#portal = portal;
    this.#key = key;
  }

  async putCustomer(number: string, customer: object): Promise<void> {
    await this.#call("PUT", `/customers/${encodeURIComponent(number)}`, customer);
  }

  /** Sends documents in one batch, in order. Answers their ids. */
  async sendDocuments(
    documents: readonly object[],
    { notify }: { notify: boolean },
  ): Promise<string[]> {
    const body = documents.map((document) => `${JSON.stringify(document)}\n`).join("");
    const text = await this.#send(
      "POST",
      `/invoices/batch?notify=${notify}`,
      body,
      "application/x-ndjson",
    );
    return text
      .trimEnd()
      .split("\n")
      .map((line) => {
        const answer = JSON.parse(line) as { status: number; id?: string };
        if (answer.status !== 201 || !answer.id) throw new Error(`The portal refused: ${line}`);
        return answer.id;
      });
  }

  /** Money received elsewhere. */
  async reportPayment(payment: object, { notify }: { notify: boolean }): Promise<void> {
    await this.#call("POST", `/payments?notify=${notify}`, payment);
  }

  async #call(method: string, path: string, body: object): Promise<void> {
    await this.#send(method, path, JSON.stringify(body), "application/json");
  }

  async #send(method: string, path: string, body: string, type: string): Promise<string> {
    const answer = await fetch(`${this.#portal}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#key}`,
        "content-type": type,
        // From one process to itself: packing would take longer than sending.
        "accept-encoding": "identity",
      },
      body,
    });
    const text = await answer.text();
    if (!answer.ok)
      throw new Error(`${method} ${path} answered ${answer.status}: ${text}\n${body}`);
    return text;
  }
}
