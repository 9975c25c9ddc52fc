import { randomInt } from "node:crypto";

/** No 0/O, 1/I/L, U/V, S/5, B/8, Z/2: read over the phone, each character is heard as itself. */
const speakable = "34679ACDEFGHJKMNPQRTWXY";

/** "DIS-4F7K": short enough to say. Collisions are the caller's to try again (unique index). */
export function newDisputeReference(random: (below: number) => number = randomInt): string {
  const characters = Array.from({ length: 5 }, () => speakable[random(speakable.length)]);
  return `DIS-${characters.join("")}`;
}
