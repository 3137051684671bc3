import type { Random, RandomStreams } from '../../kernel/random.ts';

/** The stream from which an open workload draws what its I/Os are. */
export function attributeStream(streams: RandomStreams, workload: string): Random {
  return streams.stream(`${workload}/attributes`);
}

/** The streams from which each client of a closed workload draws what its I/Os are. */
export function clientStreams(streams: RandomStreams, workload: string, clients: number): Random[] {
  return Array.from({ length: clients }, (_, client) => streams.stream(`${workload}/client-${client}`));
}

/** The streams from which each client of a closed workload draws its think times. */
export function thinkStreams(streams: RandomStreams, workload: string, clients: number): Random[] {
  return Array.from({ length: clients }, (_, client) => streams.stream(`${workload}/client-${client}/think`));
}
