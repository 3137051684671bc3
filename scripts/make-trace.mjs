// Makes scenarios/data/afternoon.vscsi.gz: a synthetic block trace in the format of CloudPhysics vscsiStats, version 1, so
// that the shipped scenarios need nobody's data. Forty minutes of a file server: random reads and writes of 4 to 64 KiB with a hot
// tenth, and every five minutes a flush of 120 sequential writes.
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { RandomStreams } from '../dist/kernel/random.js';

const MINUTES = 40;
const random = new RandomStreams('afternoon', 1).stream('trace');
const SIZES = [4, 8, 8, 16, 64];
const BLOCKS = 1_600_000;
const requests = [];
for (let us = 0; us < MINUTES * 60e6; us += Math.round(random.exponential() * 400_000)) {
  const blocks = 2 * SIZES[random.below(SIZES.length)];
  const space = random.double() < 0.8 ? BLOCKS / 10 : BLOCKS;
  requests.push({ us, blocks, block: 8 * random.below(Math.floor((space - blocks) / 8)), read: random.double() < 0.6 });
}
for (let minute = 5; minute < MINUTES; minute += 5) {
  const first = 128 * random.below(Math.floor(BLOCKS / 128) - 120);
  for (let i = 0; i < 120; i++) requests.push({ us: minute * 60e6 + i * 2000, blocks: 128, block: first + 128 * i, read: false });
}
requests.sort((a, b) => a.us - b.us);
const bytes = Buffer.alloc(32 * requests.length);
for (const [i, { us, blocks, block, read }] of requests.entries()) {
  const at = 32 * i;
  bytes.writeUInt32LE(i, at);
  bytes.writeUInt32LE(512 * blocks, at + 4);
  bytes.writeUInt32LE(1, at + 8);
  bytes.writeUInt16LE(read ? 0x28 : 0x2a, at + 12);
  bytes.writeUInt16LE(0x100, at + 14);
  bytes.writeBigUInt64LE(BigInt(block), at + 16);
  bytes.writeBigUInt64LE(BigInt(us), at + 24);
}
writeFileSync(new URL('../scenarios/data/afternoon.vscsi.gz', import.meta.url), gzipSync(bytes, { level: 9 }));
