import { createSocket } from "node:dgram";

/** By name: its TXT records and mail exchanges. "servfail" and "silence" are what a server in trouble does. */
export type Zone = Record<
  string,
  | { readonly txt?: readonly string[]; readonly mx?: readonly [number, string][] }
  | "servfail"
  | "silence"
>;

export interface DnsServer {
  /** `127.0.0.1:PORT` */
  readonly address: string;
  zone: Zone;
  stop(): Promise<void>;
}

const types = { mx: 15, txt: 16 };

/** Answers TXT and MX over UDP on loopback (RFC 1035): enough for a resolver, with the wire format of the real thing. */
export async function startDnsServer(): Promise<DnsServer> {
  const socket = createSocket("udp4");
  const server: DnsServer = {
    address: "",
    zone: {},
    stop: () => new Promise((resolve) => socket.close(() => resolve())),
  };
  socket.on("message", (query, from) => {
    const { name, type, end } = questionOf(query);
    const found = server.zone[name];
    if (found === "silence") return;
    const records = typeof found === "object" ? recordsOf(found, type) : [];
    const code = found === undefined ? 3 : found === "servfail" ? 2 : 0;
    const header = Buffer.alloc(12);
    header.writeUInt16BE(query.readUInt16BE(0), 0);
    // A response, authoritative, with the code.
    header.writeUInt16BE(0x8400 | code, 2);
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(records.length, 6);
    socket.send(
      Buffer.concat([header, query.subarray(12, end), ...records]),
      from.port,
      from.address,
    );
  });
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  return Object.assign(server, { address: `127.0.0.1:${socket.address().port}` });
}

function questionOf(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at]!; length > 0; length = query[at]!) {
    labels.push(query.toString("latin1", at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join(".").toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

function recordsOf({ txt = [], mx = [] }: Exclude<Zone[string], string>, type: number): Buffer[] {
  if (type === types.txt) return txt.map((text) => record(type, characterStrings(text)));
  if (type === types.mx)
    return mx.map(([priority, exchange]) =>
      record(type, Buffer.concat([Buffer.from([priority >> 8, priority & 255]), nameOf(exchange)])),
    );
  return [];
}

/** A text longer than 255 bytes is cut, as a DKIM key is. */
function characterStrings(text: string): Buffer {
  const parts = text.match(/.{1,255}/gs) ?? [""];
  return Buffer.concat(
    parts.map((part) => Buffer.concat([Buffer.from([part.length]), Buffer.from(part)])),
  );
}

function nameOf(name: string): Buffer {
  const labels = name.split(".").filter(Boolean);
  return Buffer.concat([
    ...labels.map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)])),
    Buffer.from([0]),
  ]);
}

function record(type: number, data: Buffer): Buffer {
  // The name is that of the question (a pointer to byte 12); class IN, one minute.
  const head = Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, 0]);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}
