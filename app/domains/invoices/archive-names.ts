/** Names of devices, which Windows takes for the device whatever the extension. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** With an extension and a counter, below the 255 bytes that every file system takes. */
const longest = 200;

/**
 * A namer for the files of one archive: from a document's number, a name that no file system reads anything into. Two numbers that
 * differ only in case, in accents' encoding or in what is no letter would be one file for some of them, and get a counter.
 */
export function fileNamer(): (number: string) => string {
  const taken = new Set<string>();
  const counters = new Map<string, number>();
  return (number) => {
    const name = safeName(number);
    let unique = name;
    for (let count = counters.get(keyOf(name)) ?? 1; taken.has(keyOf(unique)); ) {
      count += 1;
      counters.set(keyOf(name), count);
      unique = `${name}-${count}`;
    }
    taken.add(keyOf(unique));
    return unique;
  };
}

function safeName(number: string): string {
  const name = number
    .normalize("NFC")
    .replace(/[^\p{L}\p{M}\p{N}._-]+/gu, "-")
    // Hidden files, "..", what a command takes for an option; and ends that Windows drops.
    .replace(/^[.-]+|[.-]+$/g, "");
  const short = firstBytes(name, longest);
  if (short === "") return "document";
  return devices.test(short.split(".")[0] ?? "") ? `_${short}` : short;
}

/** As many whole characters as `most` bytes of UTF-8 hold. */
function firstBytes(text: string, most: number): string {
  const encoded = new TextEncoder().encodeInto(text, new Uint8Array(most));
  return text.slice(0, encoded.read);
}

function keyOf(name: string): string {
  return name.normalize("NFKC").toUpperCase().toLowerCase();
}
